package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import spoor.storage.StoreException;
import spoor.testkit.PostgresExtension;

class BoundedReadsIT {
    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension();

    @Test
    void questionThatTakesTooLong_isEndedByTheServer() {
        var reads = new BoundedReads(postgres.dataSource(), Duration.ofMillis(50));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> reads.ask("wait", sql -> sql.fetch("select pg_sleep(600)")))
                .withMessage("PostgreSQL could not wait (SQLSTATE 57014)");
    }

    @Test
    void question_cannotWrite() {
        var reads = new BoundedReads(postgres.dataSource(), Duration.ofSeconds(30));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> reads.ask("write", sql -> sql.execute("create table t (x int)")))
                .withMessage("PostgreSQL could not write (SQLSTATE 25006)");
    }
}
