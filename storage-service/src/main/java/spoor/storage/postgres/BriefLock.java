package spoor.storage.postgres;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import spoor.storage.StoreException;

/**
 * Takes locks that nobody else gets past while they are waited for: each is waited for a moment only, and then again later, so that
 * everybody else waits for a moment only, too.
 */
final class BriefLock {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private BriefLock() {}

    /**
     * Has statements done that need such locks, in an order in which they can be done again.
     *
     * @param sql of one connection, without a transaction
     * @param what they do, for the message where it takes too long
     * @throws StoreException if the locks can't be had for two minutes
     */
    static void during(DSLContext sql, String what, Runnable statements) {
        await(what, () -> {
            sql.execute("set lock_timeout = '300ms'");
            try {
                statements.run();
                return true;
            } catch (DataAccessException e) {
                if (e.sqlState().equals(LOCK_NOT_AVAILABLE)) {
                    return false;
                }
                throw e;
            } finally {
                sql.execute("reset lock_timeout");
            }
        });
    }

    /** Waits until something is so, for two minutes. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new StoreException(
                        "PostgreSQL could not " + what + ", for others are in the way",
                        true,
                        new IllegalStateException("after " + PATIENCE));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
