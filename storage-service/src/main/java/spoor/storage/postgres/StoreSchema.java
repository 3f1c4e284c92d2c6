package spoor.storage.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** The store's tables, brought up to date by the migrations in {@code db/migration} and those that need more than SQL. */
public final class StoreSchema {
    static final String NAME = "spoor";

    private StoreSchema() {}

    /** Makes or updates the tables; does nothing where they are up to date. */
    public static void migrate(DataSource database) {
        migrate(database, MigrationVersion.LATEST);
    }

    static void migrate(DataSource database, MigrationVersion target) {
        Flyway.configure(StoreSchema.class.getClassLoader())
                .dataSource(database)
                .schemas(NAME)
                .locations("classpath:db/migration")
                .javaMigrations(new BatchHeads())
                .target(target)
                .load()
                .migrate();
    }
}
