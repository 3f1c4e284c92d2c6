package spoor.storage.postgres;

import static org.jooq.impl.DSL.name;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * The partitions by dataset and day of receipt. A new one is made beside its parent and then attached, which takes no lock that
 * a running COPY into another partition holds; {@code PARTITION OF} would wait for it.
 */
final class Partitions {
    private static final List<String> PARTITIONED = List.of("event", "batch", "malformed");

    private record Day(int dataset, LocalDate day) {}

    private final DSLContext sql;
    private final Set<Day> known = ConcurrentHashMap.newKeySet();

    Partitions(DSLContext sql) {
        this.sql = sql;
    }

    /** The leaf of {@code table} for a dataset and day. */
    static Name leaf(String table, int dataset, LocalDate day) {
        return name(
                StoreSchema.NAME, table + "_" + dataset + "_" + day.toString().replace("-", ""));
    }

    /** Makes sure that the leaves for a dataset and day are there. */
    void ensure(int dataset, LocalDate day) {
        if (known.contains(new Day(dataset, day))) {
            return;
        }
        sql.transaction(transaction -> {
            DSLContext within = transaction.dsl();
            // One maker at a time, whichever process it is in.
            within.execute("select pg_advisory_xact_lock(hashtext('spoor.partitions'))");
            PARTITIONED.forEach(table -> make(within, table, dataset, day));
        });
        known.add(new Day(dataset, day));
    }

    private static void make(DSLContext sql, String table, int dataset, LocalDate day) {
        Name root = name(StoreSchema.NAME, table);
        Name branch = name(StoreSchema.NAME, table + "_" + dataset);
        if (isMissing(sql, branch)) {
            sql.execute("create table {0} (like {1} including all) partition by range (received_day)", branch, root);
            sql.execute("alter table {0} attach partition {1} for values in ({2})", root, branch, DSL.inline(dataset));
        }
        Name leaf = leaf(table, dataset, day);
        if (isMissing(sql, leaf)) {
            sql.execute("create table {0} (like {1} including all)", leaf, root);
            sql.execute(
                    "alter table {0} attach partition {1} for values from ({2}) to ({3})",
                    branch,
                    leaf,
                    DSL.inline(day.toString()),
                    DSL.inline(day.plusDays(1).toString()));
        }
    }

    private static boolean isMissing(DSLContext sql, Name table) {
        return sql.fetchValue(
                        "select to_regclass({0})", DSL.val(table.quotedName().toString()))
                == null;
    }
}
