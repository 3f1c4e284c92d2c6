package spoor.storage.postgres;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import spoor.storage.StoreException;

/**
 * Takes what was deleted out of PostgreSQL's files. A deleted row stays in its page until somebody overwrites it, and statistics keep
 * samples of the values of tables that are gone; the few small tables that held such rows are rewritten.
 *
 * <p>A rewriting stops who uses the table for some milliseconds.
 */
final class Scrub {
    private static final List<String> TABLES =
            List.of("spoor.dataset", "spoor.collector", "spoor.stream", "pg_catalog.pg_statistic");

    private Scrub() {}

    /**
     * Leaves nothing of what has been deleted from small tables so far.
     *
     * @param sql of one connection, without a transaction
     * @throws StoreException if somebody still sees it, or uses one of the tables without a break, for two minutes
     */
    static void deletedRows(DSLContext sql) {
        String now = String.valueOf(sql.fetchValue("select pg_current_xact_id()::xid::text"));
        BriefLock.await(
                "take what was purged out of its files while older transactions may see it", () -> !isSeen(sql, now));
        for (String table : TABLES) {
            BriefLock.during(sql, "rewrite " + table, () -> sql.execute("vacuum (full) " + table));
        }
    }

    /** Whether a transaction runs that began before the one with the given number: rows that it may still see are kept. */
    private static boolean isSeen(DSLContext sql, String transaction) {
        return Boolean.TRUE.equals(sql.fetchValue(
                "select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                        + " and greatest(age(backend_xid), age(backend_xmin)) > age({0}::xid))",
                DSL.val(transaction)));
    }
}
