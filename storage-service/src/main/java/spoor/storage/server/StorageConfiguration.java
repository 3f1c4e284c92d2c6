package spoor.storage.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import spoor.event.EventReading;
import spoor.event.GuardedReading;
import spoor.event.mapping.Mappings;
import spoor.storage.Administration;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.postgres.PartitionsAhead;
import spoor.storage.postgres.PostgresAdministration;
import spoor.storage.postgres.PostgresEventHistory;
import spoor.storage.postgres.PostgresEventReader;
import spoor.storage.postgres.PostgresEventStore;
import spoor.storage.postgres.PostgresLedger;
import spoor.storage.postgres.StoreSchema;
import spoor.storage.postgres.TaskRunner;

/** The store as beans, and how events are read. Needs {@code storage} among the names in {@code spring.config.name}. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(StorageProperties.class)
public class StorageConfiguration {
    @Bean
    DataSource database(StorageProperties properties) {
        var pool = new HikariConfig();
        pool.setPoolName("store");
        pool.setJdbcUrl(properties.url());
        pool.setUsername(properties.user());
        pool.setPassword(properties.secret());
        pool.setMaximumPoolSize(properties.poolSize());
        // Details of an error quote the row that it is about, and a purge does not reach into logs.
        pool.addDataSourceProperty(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), false);
        // Who waits for a server whose machine is gone is told so by the system.
        pool.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), true);
        var database = new HikariDataSource(pool);
        if (properties.migrate()) {
            StoreSchema.migrate(database);
        }
        return database;
    }

    @Bean
    DiskSpace diskSpace(StorageProperties properties) {
        return DiskSpace.of(properties.disk(), properties.minFree().toBytes());
    }

    @Bean
    EventStore eventStore(DataSource database, DiskSpace disk) {
        return new GuardedStore(new PostgresEventStore(database, InstantSource.system()), disk);
    }

    @Bean
    EventReader eventReader(DataSource database) {
        return new PostgresEventReader(database);
    }

    /** One and the same for who writes events and who reads them back. */
    @Bean
    EventReading eventReading() {
        return new GuardedReading(Mappings.bundled());
    }

    @Bean
    Administration administration(DataSource database) {
        return new PostgresAdministration(database);
    }

    @Bean
    @ConditionalOnProperty("spoor.storage.migrate")
    Housekeeping housekeeping(DataSource database, EventReading reading, DiskSpace disk) {
        InstantSource clock = InstantSource.system();
        return new Housekeeping(
                new PartitionsAhead(database, Housekeeping.PLAN, clock),
                new PostgresEventHistory(database),
                new TaskRunner(database, reading, clock, disk::check),
                clock);
    }

    /** In one process, too, or sums over all of them would count everything several times. */
    @Bean
    @ConditionalOnProperty("spoor.storage.migrate")
    LedgerMetrics ledgerMetrics(DataSource database, PrometheusRegistry registry) {
        var ledger = new PostgresLedger(database);
        var metrics = new LedgerMetrics(() -> ledger.accounts(LedgerMetrics.NAMED));
        registry.register(metrics);
        return metrics;
    }
}
