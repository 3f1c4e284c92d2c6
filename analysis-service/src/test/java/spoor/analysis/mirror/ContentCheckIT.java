package spoor.analysis.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.event.EventReading;
import spoor.event.Reading;

class ContentCheckIT {
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder.resolve("mirror"));
        office.write(
                0,
                "{\"second\":1,\"t\":\"Büro |1|\",\"l\":-7,\"d\":-0.1,\"b\":true,\"x\":1}",
                "{\"second\":2,\"d\":1e300,\"x\":\"1\"}");
        office.write(1, "{\"second\":3}");
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void mirror_equalsItsStore_hotAndOnDisk() {
        for (int i = 0; i < 2; i++) {
            List<Upkeep.Partition> partitions = office.mirror().check("office");
            assertThat(partitions).extracting(Upkeep.Partition::day).containsExactly(DAY, DAY.plusDays(1));
            assertThat(partitions).extracting(Upkeep.Partition::events).containsExactly(2L, 1L);
            assertThat(partitions).allMatch(Upkeep.Partition::isEqual);
            assertThat(partitions).allMatch(partition -> partition.checksum().equals(partition.storedChecksum()));
            office.close();
        }
    }

    @Test
    void otherReading_isADifference() {
        office.mirror();
        office.close();
        office.reading = new NumbersForTexts();
        List<Upkeep.Partition> partitions = office.mirror().check("office");
        assertThat(partitions).extracting(Upkeep.Partition::isEqual).containsExactly(false, true);
        assertThat(partitions.getFirst().events())
                .isEqualTo(partitions.getFirst().storedEvents());
    }

    /** Takes the text 1 for the number. */
    private static final class NumbersForTexts implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            return new Office.Plain()
                    .read(new String(raw, UTF_8).replace("\"1\"", "1").getBytes(UTF_8));
        }

        @Override
        public int version() {
            return 2;
        }
    }
}
