package spoor.storage.postgres;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.testkit.EventStoreContract;
import spoor.testkit.PostgresExtension;

class PostgresStoreIT extends EventStoreContract {
    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension("store", StoreSchema::migrate);

    private EventStore store;
    private EventReader reader;

    @BeforeEach
    void openStore() {
        store = new PostgresEventStore(postgres.dataSource(), clock);
        reader = new PostgresEventReader(postgres.dataSource());
    }

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected EventReader reader() {
        return reader;
    }
}
