package spoor.gateway.server;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import spoor.storage.server.StorageConfiguration;
import spoor.storage.server.StoreHealth;

/** The gateway as a program of its own; it writes straight into PostgreSQL. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({StorageConfiguration.class, GatewayConfiguration.class, StoreHealth.class})
public class GatewayService {
    static void main(String[] arguments) {
        new SpringApplicationBuilder(GatewayService.class)
                .properties("spring.config.name=storage,gateway")
                .run(arguments);
    }
}
