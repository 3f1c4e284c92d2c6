package spoor.storage.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import spoor.storage.partition.Partition;
import spoor.storage.partition.PartitionPlan;

/** Makes the partitions of a plan before their day comes, so that the first write after midnight finds them. */
public final class PartitionsAhead {
    private static final int MOST_DATASETS = 10_000;

    private final DSLContext sql;
    private final PartitionPlan plan;
    private final InstantSource clock;

    public PartitionsAhead(DataSource database, PartitionPlan plan, InstantSource clock) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Makes what is missing, each partition in a transaction of its own, and says what it made.
     *
     * @throws spoor.storage.StoreException if PostgreSQL can't; what was made before stays
     */
    public List<Partition> make() {
        return Failures.guarded("make partitions ahead", () -> {
            Instant now = clock.instant();
            List<Integer> datasets = datasets();
            List<Partition> existing = Leaves.existing(sql, plan.due(datasets, now));
            List<Partition> missing = plan.missing(datasets, now, existing);
            missing.forEach(partition -> Leaves.make(sql, partition));
            return missing;
        });
    }

    private List<Integer> datasets() {
        Field<Integer> id = Tables.int4(Tables.DATASETS, "id");
        return sql.select(id)
                .from(Tables.DATASETS)
                .orderBy(id)
                .limit(MOST_DATASETS)
                .fetch(id);
    }
}
