package spoor.storage.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import spoor.event.EventReading;
import spoor.storage.EventHistory;
import spoor.storage.partition.Retention;

/** Changes what {@link PostgresEventStore} stored. For the process that owns the tables. */
public final class PostgresEventHistory implements EventHistory {
    private static final Field<Integer> ID = Tables.int4(Tables.DATASETS, "id");
    private static final Field<String> NAME = Tables.text(Tables.DATASETS, "name");

    private static final Field<String> KEEP = Tables.text(Tables.DATASETS, "keep");

    private final DSLContext sql;
    private final RereadBatch batches;

    public PostgresEventHistory(DataSource database) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
        this.batches = new RereadBatch(sql);
    }

    @Override
    public int dropBefore(String dataset, LocalDate day) {
        return Failures.guarded(
                "drop days",
                () -> find(dataset)
                        .map(number -> alone(number, connection -> DropDays.before(connection, number, day)))
                        .orElse(0));
    }

    /**
     * Drops what datasets have kept for as long as they should.
     *
     * @return how many days of all of them
     */
    public int dropExpired(Instant now) {
        return Failures.guarded(
                "drop expired days",
                () -> sql.select(ID, KEEP).from(Tables.DATASETS).where(KEEP.isNotNull()).orderBy(ID).fetch().stream()
                        .mapToInt(
                                row -> dropExpired(row.value1(), Retention.firstKept(Period.parse(row.value2()), now)))
                        .sum());
    }

    private int dropExpired(int dataset, LocalDate firstKept) {
        return DropDays.isDue(sql, dataset, firstKept)
                ? alone(dataset, connection -> DropDays.before(connection, dataset, firstKept))
                : 0;
    }

    @Override
    public boolean purge(String dataset) {
        Optional<Integer> number = Failures.guarded("find a dataset", () -> find(dataset));
        number.ifPresent(this::purge);
        return number.isPresent();
    }

    /** Goes on with a purge wherever it was. */
    void purge(int dataset) {
        Failures.guarded(
                "purge a dataset",
                () -> alone(dataset, connection -> {
                    EraseDataset.erase(connection, dataset);
                    Scrub.deletedRows(connection);
                    return 0;
                }));
    }

    @Override
    public boolean reread(long batch, EventReading reading) {
        return Failures.guarded("read a batch again", () -> batches.reread(batch, reading))
                .isPresent();
    }

    private Optional<Integer> find(String dataset) {
        return sql.select(ID).from(Tables.DATASETS).where(NAME.eq(dataset)).fetchOptional(ID);
    }

    /** With a connection of its own, and while nobody makes or removes partitions of the dataset. */
    private int alone(int dataset, ToIntFunction<DSLContext> action) {
        return sql.connectionResult(connection -> {
            DSLContext own = DSL.using(connection, SQLDialect.POSTGRES);
            return DatasetLock.holding(own, dataset, () -> action.applyAsInt(own));
        });
    }
}
