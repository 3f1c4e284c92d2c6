package spoor.storage.postgres;

import java.util.function.Supplier;
import org.jooq.DSLContext;

/** Who makes or removes a dataset's partitions holds its lock. Writers who find their partitions there don't need it. */
final class DatasetLock {
    private DatasetLock() {}

    /** Takes it until the transaction ends. */
    static void take(DSLContext within, int dataset) {
        within.execute("select pg_advisory_xact_lock(hashtext('spoor.partitions'), {0})", dataset);
    }

    /** Holds it meanwhile, over several transactions of one connection. */
    static <T> T holding(DSLContext connection, int dataset, Supplier<T> action) {
        connection.execute("select pg_advisory_lock(hashtext('spoor.partitions'), {0})", dataset);
        try {
            return action.get();
        } finally {
            connection.execute("select pg_advisory_unlock(hashtext('spoor.partitions'), {0})", dataset);
        }
    }
}
