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
                        Duration.ofMinutes(2)));
    }

    @Test
    void everySetting_canBeGiven() throws IOException {
        assertThat(bound(Map.of(
                        "spoor.gateway.host", "0.0.0.0",
                        "spoor.gateway.port", "1",
                        "spoor.gateway.token", "t",
                        "spoor.gateway.token-file", "/f",
                        "spoor.gateway.require-token", "false",
                        "spoor.gateway.max-event-bytes", "2",
                        "spoor.gateway.max-connection-bytes", "3",
                        "spoor.gateway.max-bytes", "4",
                        "spoor.gateway.max-connections", "5",
                        "spoor.gateway.frame-deadline", "6s")))
                .isEqualTo(new GatewayProperties(
                        "0.0.0.0", 1, "t", Path.of("/f"), false, 2, 3, 4, 5, Duration.ofSeconds(6)));
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
