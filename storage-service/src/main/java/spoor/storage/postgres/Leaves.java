package spoor.storage.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.storage.partition.Partition;

/**
 * The tables of a partition: a leaf each of events, batches and malformed entries. A new one is made beside its parent and then
 * attached, which takes no lock that a running COPY into another partition holds; {@code PARTITION OF} would wait for it. Nobody waits
 * for the making of another dataset's.
 */
final class Leaves {
    static final List<String> PARTITIONED = List.of("event", "batch", "malformed");

    private Leaves() {}

    /** The leaf of {@code table}; its name is made of numbers alone. */
    static Name of(String table, Partition partition) {
        return name(
                StoreSchema.NAME,
                table + "_" + partition.dataset() + "_"
                        + partition.day().toString().replace("-", ""));
    }

    /** What holds a dataset's leaves of {@code table}. */
    static Name branch(String table, int dataset) {
        return name(StoreSchema.NAME, table + "_" + dataset);
    }

    /** Those partitions whose every leaf is there, and in its place. */
    static List<Partition> existing(DSLContext sql, Collection<Partition> partitions) {
        String[] names = partitions.stream()
                .flatMap(partition ->
                        PARTITIONED.stream().map(table -> of(table, partition).last()))
                .toArray(String[]::new);
        Field<String> name = field(name("relname"), SQLDataType.VARCHAR);
        Set<String> there = sql.select(name)
                .from("pg_catalog.pg_class join pg_catalog.pg_inherits on inhrelid = oid")
                .where("relnamespace = {0}::regnamespace", DSL.inline(StoreSchema.NAME))
                .and("not inhdetachpending")
                .and(name.eq(DSL.any(names)))
                .fetchSet(name);
        return partitions.stream()
                .filter(partition -> PARTITIONED.stream()
                        .allMatch(table -> there.contains(of(table, partition).last())))
                .toList();
    }

    /**
     * Makes the leaves that are missing, in a transaction of its own. One maker of a dataset's at a time, whichever process it is in.
     *
     * @return whether the dataset is there; else nothing is made
     */
    static boolean make(DSLContext sql, Partition partition) {
        return sql.transactionResult(transaction -> {
            DSLContext within = transaction.dsl();
            within.execute("set local lock_timeout = '10s'");
            DatasetLock.take(within, partition.dataset());
            boolean isThere = within.fetchExists(
                    Tables.DATASETS, Tables.int4(Tables.DATASETS, "id").eq(partition.dataset()));
            if (isThere) {
                PARTITIONED.forEach(table -> make(within, table, partition));
            }
            return isThere;
        });
    }

    private static void make(DSLContext sql, String table, Partition partition) {
        Name root = name(StoreSchema.NAME, table);
        Name branch = branch(table, partition.dataset());
        if (isMissing(sql, branch)) {
            sql.execute("create table {0} (like {1} including all) partition by range (received_day)", branch, root);
            sql.execute(
                    "alter table {0} attach partition {1} for values in ({2})",
                    root, branch, DSL.inline(partition.dataset()));
        }
        Name leaf = of(table, partition);
        if (isMissing(sql, leaf)) {
            sql.execute("create table {0} (like {1} including all)", leaf, root);
            sql.execute(
                    "alter table {0} attach partition {1} for values from ({2}) to ({3})",
                    branch,
                    leaf,
                    DSL.inline(partition.day().toString()),
                    DSL.inline(partition.day().plusDays(1).toString()));
        }
    }

    private static boolean isMissing(DSLContext sql, Name table) {
        return sql.fetchValue(
                        "select to_regclass({0})", DSL.val(table.quotedName().toString()))
                == null;
    }
}
