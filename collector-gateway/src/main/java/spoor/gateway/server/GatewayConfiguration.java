package spoor.gateway.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import spoor.event.EventReading;
import spoor.storage.EventStore;

/** The gateway as beans; needs an {@link EventStore} and an {@link EventReading}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
public class GatewayConfiguration {
    @Bean
    Gateway gateway(GatewayProperties properties, EventStore store, EventReading reading, MeterRegistry registry) {
        return new Gateway(properties, store, reading, InstantSource.system(), registry);
    }
}
