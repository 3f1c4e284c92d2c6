package spoor.storage.postgres;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import spoor.storage.partition.Partition;

/** The partitions that a writer knows to be there; it makes those that nobody has made ahead. */
final class Partitions {
    private final DSLContext sql;
    private final Set<Partition> known = ConcurrentHashMap.newKeySet();

    Partitions(DSLContext sql) {
        this.sql = sql;
    }

    /** Looks again before it believes that a partition is there: somebody dropped one. */
    void forget() {
        known.clear();
    }

    /** @throws GoneException if the dataset is not there */
    void ensure(Partition partition) {
        if (!known.contains(partition)) {
            if (Leaves.existing(sql, List.of(partition)).isEmpty() && !Leaves.make(sql, partition)) {
                throw new GoneException();
            }
            known.add(partition);
        }
    }
}
