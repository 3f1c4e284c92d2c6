package spoor.storage.postgres;

import java.time.Period;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import spoor.storage.Administration;
import spoor.storage.Rereading;
import spoor.storage.Task;

/** Asks, through the database, whoever owns its tables; {@link TaskRunner} does it there. */
public final class PostgresAdministration implements Administration {
    private static final Field<Integer> ID = Tables.int4(Tables.DATASETS, "id");
    private static final Field<String> NAME = Tables.text(Tables.DATASETS, "name");

    private final DSLContext sql;

    public PostgresAdministration(DataSource database) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
    }

    @Override
    public boolean keep(String dataset, @Nullable Period keep) {
        return Failures.guarded(
                "set how long a dataset is kept",
                () -> sql.update(Tables.DATASETS)
                                .set(Tables.text(Tables.DATASETS, "keep"), keep == null ? null : keep.toString())
                                .where(NAME.eq(dataset))
                                .execute()
                        == 1);
    }

    @Override
    public Optional<Task> purge(String dataset) {
        return ask(dataset, number -> Tasks.insertPurge(sql, number));
    }

    @Override
    public Optional<Task> reread(String dataset, Rereading rereading) {
        return ask(dataset, number -> Tasks.insertReread(sql, number, rereading));
    }

    @Override
    public Optional<Task> task(long id) {
        return Failures.guarded("tell of a task", () -> Tasks.find(sql, id));
    }

    private Optional<Task> ask(String dataset, Function<Integer, Task> question) {
        return Failures.guarded(
                "ask for a task",
                () -> sql.select(ID)
                        .from(Tables.DATASETS)
                        .where(NAME.eq(dataset))
                        .fetchOptional(ID)
                        .map(question));
    }
}
