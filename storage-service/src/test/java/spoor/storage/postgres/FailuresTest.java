package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of PostgreSQL's errors are worth another try. */
class FailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "25006", "28P01", "3D000", "40001", "40P01", "42501", "42P01", "53100", "53200",
                "53300", "55P03", "57014", "57P01", "57P03", "58030"
            })
    void serversStateAndWhatSomebodyCanMend_areTriedAgain(String state) {
        assertThat(Failures.of("write", failure(state)).isTransient()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0A000", "21000", "22001", "22003", "22021", "22P03", "23502", "23514", "54000", "P0001", "XX000"
            })
    void whatIsWritten_isNotTriedAgain(String state) {
        assertThat(Failures.of("write", failure(state)).isTransient()).isFalse();
    }

    @Test
    void serverThatIsNotReached_isTriedAgain() {
        assertThat(Failures.of("write", failure(null)).isTransient()).isTrue();
        assertThat(Failures.of("write", new DataAccessException("no cause")).isTransient())
                .isTrue();
    }

    private static DataAccessException failure(String state) {
        return new DataAccessException("failed", new SQLException("failed", state));
    }
}
