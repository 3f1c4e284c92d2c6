package spoor.storage.postgres;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import spoor.storage.EventHistory;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.testkit.EventHistoryContract;
import spoor.testkit.PostgresExtension;

class PostgresHistoryIT extends EventHistoryContract {
    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension("store", StoreSchema::migrate);

    private EventStore store;
    private EventReader reader;
    private EventHistory history;

    @BeforeEach
    void openStore() {
        store = new PostgresEventStore(postgres.dataSource(), clock);
        reader = new PostgresEventReader(postgres.dataSource());
        history = new PostgresEventHistory(postgres.dataSource());
    }

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected EventReader reader() {
        return reader;
    }

    @Override
    protected EventHistory history() {
        return history;
    }
}
