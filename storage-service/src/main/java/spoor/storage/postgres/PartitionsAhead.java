package spoor.storage.postgres;

import static org.jooq.impl.DSL.max;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
            Map<Integer, LocalDate> latest = latest();
            List<Partition> existing = Leaves.existing(sql, plan.due(latest, now));
            return plan.missing(latest, now, existing).stream()
                    .filter(partition -> Leaves.make(sql, partition))
                    .toList();
        });
    }

    /** The last day on which each dataset received something. */
    private Map<Integer, LocalDate> latest() {
        Field<Integer> dataset = Tables.int4(Tables.DAYS, "dataset");
        Field<LocalDate> day = max(Tables.date(Tables.DAYS, "received_day"));
        return sql.select(dataset, day)
                .from(Tables.DAYS)
                .groupBy(dataset)
                .orderBy(day.desc())
                .limit(MOST_DATASETS)
                .fetchMap(dataset, day);
    }
}
