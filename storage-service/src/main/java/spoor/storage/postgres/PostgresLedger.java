package spoor.storage.postgres;

import java.time.Duration;
import javax.sql.DataSource;

/** Tells of the ledger to who watches it. Thread-safe. */
public final class PostgresLedger {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final BoundedReads reads;

    public PostgresLedger(DataSource database) {
        this.reads = new BoundedReads(database, LONGEST);
    }

    /**
     * The accounts as of now.
     *
     * @param collectors how many are told of by name, positive
     * @throws spoor.storage.StoreException if PostgreSQL can't say
     */
    public Accounts accounts(int collectors) {
        return reads.ask("tell of the ledger", sql -> SelectAccounts.in(sql, collectors));
    }
}
