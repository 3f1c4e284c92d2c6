package spoor.storage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class StoragePropertiesTest {
    @Test
    void defaults_areThoseOfTheFile() throws IOException {
        assertThat(bound(Map.of()))
                .isEqualTo(new StorageProperties(
                        "jdbc:postgresql://127.0.0.1:5432/spoor",
                        "spoor",
                        "",
                        null,
                        8,
                        true,
                        "",
                        DataSize.ofGigabytes(1)));
    }

    @Test
    void everySetting_canBeGiven() throws IOException {
        assertThat(bound(Map.of(
                        "spoor.storage.url", "jdbc:postgresql://db/x",
                        "spoor.storage.user", "u",
                        "spoor.storage.password", "p",
                        "spoor.storage.password-file", "/f",
                        "spoor.storage.pool-size", "3",
                        "spoor.storage.migrate", "false",
                        "spoor.storage.disk", "/disk",
                        "spoor.storage.min-free", "5MB")))
                .isEqualTo(new StorageProperties(
                        "jdbc:postgresql://db/x", "u", "p", Path.of("/f"), 3, false, "/disk", DataSize.ofMegabytes(5)));
    }

    private static StorageProperties bound(Map<String, Object> settings) throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        new YamlPropertySourceLoader()
                .load("storage.yml", new ClassPathResource("storage.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment).bindOrCreate("spoor.storage", StorageProperties.class);
    }
}
