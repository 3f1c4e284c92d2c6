package spoor.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class GatewayPropertiesTest {
    @Test
    void defaults_areThoseOfTheFile() throws IOException {
        assertThat(bound(Map.of("spoor.gateway.token", "t")))
                .isEqualTo(new GatewayProperties(
                        "127.0.0.1",
                        5170,
                        "t",
                        null,
                        true,
                        16 << 20,
                        32 << 20,
                        256 << 20,
                        10_000,
                        Duration.ofMinutes(2),
                        2));
    }

    @Test
    void everySetting_canBeGiven() throws IOException {
        assertThat(bound(Map.ofEntries(
                        Map.entry("spoor.gateway.host", "0.0.0.0"),
                        Map.entry("spoor.gateway.port", "1"),
                        Map.entry("spoor.gateway.token", "t"),
                        Map.entry("spoor.gateway.token-file", "/f"),
                        Map.entry("spoor.gateway.require-token", "false"),
                        Map.entry("spoor.gateway.max-event-bytes", "2"),
                        Map.entry("spoor.gateway.max-connection-bytes", "3"),
                        Map.entry("spoor.gateway.max-bytes", "4"),
                        Map.entry("spoor.gateway.max-connections", "5"),
                        Map.entry("spoor.gateway.frame-deadline", "6s"),
                        Map.entry("spoor.gateway.writers", "7"))))
                .isEqualTo(new GatewayProperties(
                        "0.0.0.0", 1, "t", Path.of("/f"), false, 2, 3, 4, 5, Duration.ofSeconds(6), 7));
    }

    private static GatewayProperties bound(Map<String, Object> settings) throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        new YamlPropertySourceLoader()
                .load("gateway.yml", new ClassPathResource("gateway.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment).bindOrCreate("spoor.gateway", GatewayProperties.class);
    }
}
