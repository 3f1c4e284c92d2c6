package spoor.storage.postgres;

import java.sql.Connection;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The third migration: each batch gets a {@link HeadBlock} of its events, made from their rows where it is older; the index by
 * which the rows of a batch were found goes.
 */
final class BatchHeads implements JavaMigration {
    private static final Field<Long> ID = Tables.int8(Tables.BATCHES, "id");
    private static final Field<byte[]> HEAD = Tables.bytes(Tables.BATCHES, "head");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3");
    }

    @Override
    public String getDescription() {
        return "batch heads";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        Connection connection = context.getConnection();
        DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
        sql.execute("alter table spoor.batch add column head bytea");
        sql.execute("alter table spoor.batch alter column head set storage external"); // compressed already
        for (long batch : sql.select(ID).from(Tables.BATCHES).orderBy(ID).fetch(ID)) {
            sql.update(Tables.BATCHES)
                    .set(HEAD, HeadBlock.pack(heads(sql, batch)))
                    .where(ID.eq(batch))
                    .execute();
        }
        sql.execute("alter table spoor.batch alter column head set not null");
        sql.execute("drop index spoor.event_batch");
    }

    /** Of the batch's events by their rows, in their order. */
    static List<HeadBlock.Head> heads(DSLContext sql, long batch) {
        Field<Integer> ordinal = Tables.int4(Tables.EVENTS, "ordinal");
        return sql.select(
                        ordinal,
                        Tables.text(Tables.COLLECTORS, "name"),
                        Tables.timestamp(Tables.EVENTS, "time"),
                        Tables.timestamp(Tables.EVENTS, "occurred_at"),
                        Tables.timestamp(Tables.EVENTS, "received_at"))
                .from(Tables.EVENTS)
                .join(Tables.COLLECTORS)
                .on(Tables.int4(Tables.COLLECTORS, "id").eq(Tables.int4(Tables.EVENTS, "collector")))
                .where(Tables.int8(Tables.EVENTS, "batch").eq(batch))
                .orderBy(ordinal)
                .fetch(row -> HeadBlock.Head.of(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
    }
}
