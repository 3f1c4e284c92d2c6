package spoor.storage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.postgres.PostgresEventStore;
import spoor.storage.postgres.StoreSchema;
import spoor.testkit.PostgresExtension;

class StorageServiceIT {
    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension("store", StoreSchema::migrate);

    @Test
    void owner_makesTomorrowsPartitions() {
        Instant now = InstantSource.system().instant();
        var bad = new Entry.Malformed(new byte[] {'x'}, now, "Not JSON", 0, 1, "");
        new PostgresEventStore(postgres.dataSource(), InstantSource.system())
                .write(List.of(new Slice("office", "alpha", null, 0, 1, List.of(bad), 0)));
        try (var service = start(true)) {
            JdbcClient sql = JdbcClient.create(service.getBean(DataSource.class));
            String tomorrow =
                    LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE);
            await().until(() -> sql.sql("select to_regclass(?) is not null")
                    .param("spoor.malformed_1_" + tomorrow)
                    .query(Boolean.class)
                    .single());
        }
    }

    @Test
    void whoDoesNotOwnTheTables_makesNone() {
        try (var service = start(false)) {
            assertThat(service.getBeansOfType(Housekeeping.class)).isEmpty();
        }
    }

    private ConfigurableApplicationContext start(boolean migrate) {
        return new SpringApplicationBuilder(StorageService.class)
                .properties("spring.config.name=storage")
                .run(
                        "--server.port=0",
                        "--spoor.storage.url=" + postgres.url(),
                        "--spoor.storage.user=" + postgres.dataSource().getUser(),
                        "--spoor.storage.password="
                                + String.valueOf(postgres.dataSource().getPassword()),
                        "--spoor.storage.migrate=" + migrate);
    }
}
