package spoor.storage.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.storage.partition.Partition;

/**
 * Takes tables away without stopping writers. What hangs in a tree is first detached, which waits for those who use the tree at that
 * moment and keeps nobody else waiting; {@code DROP} would hold up everybody who comes after it, for as long as the slowest takes.
 *
 * <p>Each statement is a transaction of its own; what was interrupted goes on where it was.
 */
final class Removal {
    private static final Field<String> RELNAME = field(name("relname"), SQLDataType.VARCHAR);

    private Removal() {}

    /** The days of which a dataset has tables, in their place or not. */
    static NavigableSet<LocalDate> days(DSLContext sql, int dataset) {
        return sql
                .selectDistinct(RELNAME)
                .from("pg_catalog.pg_class")
                .where("relnamespace = {0}::regnamespace", DSL.inline(StoreSchema.NAME))
                .and("relkind = 'r'")
                .and(
                        "relname ~ {0}",
                        DSL.val("^(%s)_%d_\\d{8}$".formatted(String.join("|", Leaves.PARTITIONED), dataset)))
                .fetch(row -> LocalDate.parse(
                        row.value1().substring(row.value1().lastIndexOf('_') + 1), DateTimeFormatter.BASIC_ISO_DATE))
                .stream()
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    static void leaves(DSLContext sql, Partition partition) {
        leaves(sql, partition, _ -> true);
    }

    /**
     * Removes a partition's leaves, those that are there.
     *
     * @param sql of one connection, without a transaction
     * @param last done before they go, in the same transaction, and after anybody could last write into them
     */
    static <T> T leaves(DSLContext sql, Partition partition, Function<DSLContext, T> last) {
        for (String table : Leaves.PARTITIONED) {
            detach(sql, Leaves.branch(table, partition.dataset()), Leaves.of(table, partition));
        }
        return sql.transactionResult(transaction -> {
            DSLContext within = transaction.dsl();
            within.execute("set local lock_timeout = '10s'");
            T done = last.apply(within);
            for (String table : Leaves.PARTITIONED) {
                within.execute("drop table if exists {0}", Leaves.of(table, partition));
            }
            return done;
        });
    }

    /**
     * Removes what held a dataset's leaves, when there are none left: with leaves, detaching would wait for who writes into one, and
     * keep all new datasets waiting.
     */
    static void branches(DSLContext sql, int dataset) {
        for (String table : Leaves.PARTITIONED) {
            Name branch = Leaves.branch(table, dataset);
            sql.execute("set lock_timeout = '300ms'");
            try {
                detach(sql, name(StoreSchema.NAME, table), branch);
                sql.execute("drop table if exists {0}", branch);
            } finally {
                sql.execute("reset lock_timeout");
            }
        }
    }

    private static void detach(DSLContext sql, Name parent, Name child) {
        children(sql, parent, true)
                .forEach(pending -> sql.execute("alter table {0} detach partition {1} finalize", parent, pending));
        if (children(sql, parent, false).contains(child)) {
            sql.execute("alter table {0} detach partition {1} concurrently", parent, child);
        }
    }

    /** @param isPending those whose detaching was interrupted, or those in their place */
    private static List<Name> children(DSLContext sql, Name parent, boolean isPending) {
        return sql.select(RELNAME)
                .from("pg_catalog.pg_class join pg_catalog.pg_inherits on inhrelid = oid")
                .where(
                        "inhparent = to_regclass({0})",
                        DSL.val(parent.quotedName().toString()))
                .and("inhdetachpending = {0}", isPending)
                .fetch(row -> name(StoreSchema.NAME, row.value1()));
    }
}
