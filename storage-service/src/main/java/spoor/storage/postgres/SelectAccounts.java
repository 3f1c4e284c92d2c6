package spoor.storage.postgres;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import spoor.storage.CollectorLedger;

/** The ledger in few words, however many collectors there are: the first of them each, and the others together. */
final class SelectAccounts {
    private static final Field<Integer> ID = Tables.int4(Tables.COLLECTORS, "id");

    private SelectAccounts() {}

    /** Collectors keep their numbers, so that those who are told of stay the same. */
    static Accounts in(DSLContext sql, int collectors) {
        List<Integer> first = sql.select(ID)
                .from(Tables.COLLECTORS)
                .orderBy(ID)
                .limit(collectors)
                .fetch(ID);
        int last = first.isEmpty() ? 0 : first.getLast();
        List<CollectorLedger> each = SelectCollectors.upTo(sql, last);
        Accounts.Sums others = sql.select(
                        sumOf("received"), sumOf("stored"), sumOf("duplicate"), sumOf("rejected"), sumOf("malformed"))
                .from(Tables.LEDGER)
                .where(Ledger.COLLECTOR.gt(last))
                .fetchSingle(row -> new Accounts.Sums(
                        row.value1().longValueExact(),
                        row.value2().longValueExact(),
                        row.value3().longValueExact(),
                        row.value4().longValueExact(),
                        row.value5().longValueExact()));
        return new Accounts(each, others);
    }

    private static Field<BigDecimal> sumOf(String column) {
        return coalesce(sum(Tables.int8(Tables.LEDGER, column)), BigDecimal.ZERO);
    }
}
