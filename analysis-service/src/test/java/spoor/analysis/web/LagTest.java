package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import spoor.testkit.TestingClock;

class LagTest {
    private final TestingClock clock = new TestingClock(Instant.parse("2026-01-02T12:00:00Z"));
    private long mirror;
    private long store;
    private final Lag lag = new Lag(() -> mirror, () -> store, clock);

    @Test
    void atFirst_everythingThatIsStoredIsDue() {
        store = 100;
        mirror = 31;
        assertThat(lag.standing()).isEqualTo(new Lag.Standing(31, 100, true));
        mirror = 100;
        assertThat(lag.standing()).isEqualTo(new Lag.Standing(100, 100, false));
    }

    @Test
    void whatHasJustCome_isNotDueYet() {
        lag.standing();
        store = 7;
        assertThat(lag.standing()).isEqualTo(new Lag.Standing(0, 7, false));
        clock.advance(Duration.ofSeconds(5));
        assertThat(lag.standing().behind())
                .as("due is what was seen 5 s ago, which was nothing")
                .isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(lag.standing().behind()).isTrue();
        mirror = 7;
        assertThat(lag.standing().behind()).isFalse();
    }

    @Test
    void mirrorThatIsFurtherThanTheStoreWas_isNotBehind() {
        mirror = 8;
        store = 7;
        assertThat(lag.standing()).isEqualTo(new Lag.Standing(8, 8, false));
    }
}
