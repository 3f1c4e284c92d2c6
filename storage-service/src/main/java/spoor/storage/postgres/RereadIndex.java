package spoor.storage.postgres;

import static org.jooq.impl.DSL.name;

import org.jooq.DSLContext;
import org.jooq.Name;
import spoor.storage.partition.Partition;

/**
 * An index by which the rows of a batch are found, for as long as batches of a day are read again: writes do without (ADR 6). It is
 * made and dropped beside those who write.
 */
final class RereadIndex {
    private RereadIndex() {}

    /** In the place of one that was left behind, perhaps unfinished. Not within a transaction. */
    static void make(DSLContext sql, Partition day) {
        drop(sql, day);
        sql.execute("create index concurrently {0} on {1} (batch)", of(day).unqualifiedName(), Leaves.of("event", day));
    }

    static void drop(DSLContext sql, Partition day) {
        sql.execute("drop index concurrently if exists {0}", of(day));
    }

    private static Name of(Partition day) {
        return name(StoreSchema.NAME, Leaves.of("event", day).last() + "_reread");
    }
}
