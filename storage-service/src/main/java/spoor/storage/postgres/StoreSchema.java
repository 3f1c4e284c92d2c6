package spoor.storage.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The store's tables, brought up to date by the migrations in {@code db/migration}. */
public final class StoreSchema {
    static final String NAME = "spoor";

    private StoreSchema() {}

    /** Makes or updates the tables; does nothing where they are up to date. */
    public static void migrate(DataSource database) {
        Flyway.configure(StoreSchema.class.getClassLoader())
                .dataSource(database)
                .schemas(NAME)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
