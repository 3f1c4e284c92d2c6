package spoor.storage.postgres;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import spoor.storage.StoreException;

/**
 * Takes what was deleted out of PostgreSQL's files. A deleted row stays in its page until somebody overwrites it, and statistics keep
 * samples of the values of tables that are gone; the few small tables that held such rows are rewritten.
 *
 * <p>A rewriting stops who uses the table for some milliseconds. It has to wait for those who are using it, and while it waits
 * nobody else gets in: it waits for a moment only, and tries again later.
 */
final class Scrub {
    private static final List<String> TABLES =
            List.of("spoor.dataset", "spoor.collector", "spoor.stream", "pg_catalog.pg_statistic");
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Scrub() {}

    /**
     * Leaves nothing of what has been deleted from small tables so far.
     *
     * @param sql of one connection, without a transaction
     * @throws StoreException if somebody still sees it, or uses one of the tables without a break, for two minutes
     */
    static void deletedRows(DSLContext sql) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String now = String.valueOf(sql.fetchValue("select pg_current_xact_id()::xid::text"));
        while (isSeen(sql, now)) {
            pause(deadline);
        }
        sql.execute("set lock_timeout = '300ms'");
        try {
            for (String table : TABLES) {
                while (!isRewritten(sql, table)) {
                    pause(deadline);
                }
            }
        } finally {
            sql.execute("reset lock_timeout");
        }
    }

    /** Whether a transaction runs that began before the one with the given number: rows that it may still see are kept. */
    private static boolean isSeen(DSLContext sql, String transaction) {
        return Boolean.TRUE.equals(sql.fetchValue(
                "select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                        + " and greatest(age(backend_xid), age(backend_xmin)) > age({0}::xid))",
                DSL.val(transaction)));
    }

    private static boolean isRewritten(DSLContext sql, String table) {
        try {
            sql.execute("vacuum (full) " + table);
            return true;
        } catch (DataAccessException e) {
            if (e.sqlState().equals(LOCK_NOT_AVAILABLE)) {
                return false;
            }
            throw e;
        }
    }

    private static void pause(long deadline) {
        if (System.nanoTime() > deadline) {
            throw new StoreException(
                    "What was purged is out of sight, but not yet out of PostgreSQL's files: a transaction older than the purge still runs",
                    true,
                    new IllegalStateException("after " + PATIENCE));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
