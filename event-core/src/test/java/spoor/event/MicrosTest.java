package spoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "2026-05-04T12:00:00.123456Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void timeOfAnEvent_comesBack(String time) {
        Instant instant = Instant.parse(time);

        assertThat(Micros.instant(Micros.of(instant))).isEqualTo(instant);
        assertThat(Micros.ofNearest(instant)).isEqualTo(Micros.of(instant));
    }

    @Test
    void timeBeyondAllEvents_isTheNearerEnd() {
        assertThat(Micros.ofNearest(Instant.MIN)).isEqualTo(Micros.of(TimeRange.FIRST));
        assertThat(Micros.ofNearest(Instant.MAX)).isEqualTo(Micros.of(TimeRange.END));
    }

    @Test
    void partsOfAMicrosecond_areCutOff() {
        assertThat(Micros.of(Instant.parse("1970-01-01T00:00:00.000001999Z"))).isEqualTo(1);
        assertThat(Micros.of(Instant.parse("1969-12-31T23:59:59.999999999Z"))).isEqualTo(-1);
    }
}
