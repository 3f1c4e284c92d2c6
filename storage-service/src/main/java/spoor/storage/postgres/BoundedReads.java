package spoor.storage.postgres;

import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Asks PostgreSQL in transactions that only read, see one state, and are given a time after which the server ends each statement. */
final class BoundedReads {
    private final DSLContext sql;
    private final Duration longest;

    /** @param longest of one statement, positive, whole milliseconds */
    BoundedReads(DataSource database, Duration longest) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
        this.longest = longest;
    }

    /** @param what the question does, for the message where it can't */
    <T> T ask(String what, Function<DSLContext, T> question) {
        return Failures.guarded(
                what,
                () -> sql.transactionResult(transaction -> {
                    DSLContext within = transaction.dsl();
                    within.execute("set transaction isolation level repeatable read, read only");
                    within.execute("set local statement_timeout = {0}", DSL.inline(longest.toMillis()));
                    return question.apply(within);
                }));
    }
}
