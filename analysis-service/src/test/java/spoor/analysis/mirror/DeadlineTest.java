package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spoor.request.ErrorCode;
import spoor.request.RequestException;

class DeadlineTest {
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        watch.shutdownNow();
    }

    @Test
    void computationThatIsReadyInTime_isAnswered() {
        assertThat(deadline(Duration.ofMinutes(1)).during(() -> 42)).isEqualTo(42);
    }

    @Test
    void computationThatTakesTooLong_isInterrupted() {
        Deadline deadline = deadline(Duration.ofMillis(1));

        var refusal = catchThrowableOfType(RequestException.class, () -> deadline.during(DeadlineTest::forever));

        assertThat(refusal.code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void computationThatNobodyWaitsFor_isInterrupted() {
        var refusal = catchThrowableOfType(
                RequestException.class,
                () -> Asker.who(() -> true)
                        .call(() -> deadline(Duration.ofMinutes(1)).during(DeadlineTest::forever)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.WITHDRAWN);
    }

    @Test
    void computationThatIsInterruptedBySomebodyElse_staysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> deadline(Duration.ofMinutes(1)).during(DeadlineTest::forever))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Deadline deadline(Duration longest) {
        return new Deadline(longest, watch);
    }

    private static Integer forever() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        throw new CancellationException();
    }
}
