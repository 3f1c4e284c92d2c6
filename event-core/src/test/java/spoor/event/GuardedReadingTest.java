package spoor.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GuardedReadingTest {
    private static final Reading READ = new Reading.Read(null, Fields.none());
    private static final byte[] FATAL = "fatal".getBytes(UTF_8);

    private final EventReading guarded = new GuardedReading(new Faulty());

    @Test
    void fault_makesTheEventMalformed() {
        assertThat(guarded.read(FATAL)).isInstanceOfSatisfying(Reading.Malformed.class, malformed -> {
            assertThat(malformed.reason()).contains("fails to read it", "whole");
            assertThat(malformed.byteOffset()).isZero();
        });
        assertThat(guarded.readColumns(FATAL))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains("columns"));
    }

    @Test
    void otherReadings_areThoseOfTheReadingWithin() {
        assertThat(guarded.read(new byte[0])).isSameAs(READ);
        assertThat(guarded.readColumns(new byte[0])).isSameAs(READ);
        assertThat(guarded.version()).isEqualTo(7);
    }

    private static final class Faulty implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            return failing(raw, "whole");
        }

        @Override
        public Reading readColumns(byte[] raw) {
            return failing(raw, "columns");
        }

        private static Reading failing(byte[] raw, String what) {
            if (Arrays.equals(raw, FATAL)) {
                throw new IllegalStateException(what);
            }
            return READ;
        }

        @Override
        public int version() {
            return 7;
        }
    }
}
