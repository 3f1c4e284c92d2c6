package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(100);
    private final AtomicInteger resumed = new AtomicInteger();

    @Test
    void exhausted_resumesWhenHalfIsFree() {
        budget.take(60);
        assertThat(budget.isExhausted(resumed::incrementAndGet)).isFalse();
        budget.take(60);
        assertThat(budget.isExhausted(resumed::incrementAndGet)).isTrue();
        budget.take(-60);
        assertThat(resumed).hasValue(0);
        budget.take(-10);
        assertThat(resumed).hasValue(1);
        budget.take(-50);
        assertThat(resumed).hasValue(1);
        assertThat(budget.bytes()).isZero();
    }
}
