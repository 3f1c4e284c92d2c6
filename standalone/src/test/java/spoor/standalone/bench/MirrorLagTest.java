package spoor.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MirrorLagTest {
    private static final long SECOND = 1_000_000_000;

    private final MirrorLag lag = new MirrorLag(10);

    @Test
    void whatIsMissing_isAsOldAsItsOldestBatch() {
        assertThat(lag.see(0, 10, 10)).isZero();
        assertThat(lag.see(SECOND, 12, 10)).isZero();
        assertThat(lag.see(2 * SECOND, 15, 10)).isEqualTo(1);
        assertThat(lag.see(4 * SECOND, 15, 12)).isEqualTo(2);
        assertThat(lag.see(5 * SECOND, 15, 14)).isEqualTo(3);
        assertThat(lag.see(6 * SECOND, 15, 15)).isZero();
    }

    @Test
    void whatWasMissingBefore_doesNotCount() {
        assertThat(lag.see(SECOND, 10, 3)).isZero();
    }
}
