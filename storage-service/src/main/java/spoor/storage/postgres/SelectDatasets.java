package spoor.storage.postgres;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import spoor.storage.DatasetSummary;

/** Every dataset at a glance, by name, from its days. */
final class SelectDatasets {
    private static final int LIMIT = 10_000;
    private static final Field<Integer> ID = Tables.int4(Tables.DATASETS, "id");
    private static final Field<String> NAME = Tables.text(Tables.DATASETS, "name");
    private static final Field<String> KEEP = Tables.text(Tables.DATASETS, "keep");
    private static final Field<Integer> DATASET = Tables.int4(Tables.DAYS, "dataset");

    private SelectDatasets() {}

    static List<DatasetSummary> in(DSLContext sql) {
        return sql.select(
                        NAME,
                        coalesce(sum(Tables.int8(Tables.DAYS, "events")), BigDecimal.ZERO),
                        min(Tables.timestamp(Tables.DAYS, "min_time")),
                        max(Tables.timestamp(Tables.DAYS, "max_time")),
                        coalesce(max(Tables.int8(Tables.DAYS, "last_watermark")), 0L),
                        bytes(),
                        KEEP)
                .from(Tables.DATASETS)
                .join(Tables.DAYS)
                .on(DATASET.eq(ID))
                .groupBy(ID, NAME, KEEP)
                .orderBy(NAME)
                .limit(LIMIT)
                .fetch(row -> new DatasetSummary(
                        row.value1(),
                        row.value2().longValueExact(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6().longValueExact(),
                        row.value7() == null ? null : Period.parse(row.value7())));
    }

    /** What the dataset's partitions take on disk, with their indexes and blocks. */
    private static Field<BigDecimal> bytes() {
        Field<BigDecimal> size = sum(field("pg_total_relation_size(leaf.relid)", SQLDataType.BIGINT));
        return field(select(coalesce(size, BigDecimal.ZERO))
                .from(
                        "unnest(array['event', 'batch', 'malformed']) as root (name),"
                                + " pg_partition_tree(to_regclass({0} || root.name || '_' || {1})) as leaf",
                        inline(StoreSchema.NAME + "."), ID));
    }
}
