package spoor.gateway.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import spoor.event.EventReading;
import spoor.gateway.clock.Clocks;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.StoreException;

/** The gateway as beans; needs an {@link EventStore}, an {@link EventReader} and an {@link EventReading}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
public class GatewayConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayConfiguration.class);

    @Bean
    Gateway gateway(
            GatewayProperties properties,
            EventStore store,
            EventReader reader,
            EventReading reading,
            MeterRegistry registry) {
        return new Gateway(properties, store, reading, clocks(reader), InstantSource.system(), registry);
    }

    /** What the store knows of them; while it can't say, they are measured anew. */
    private static Clocks clocks(EventReader reader) {
        try {
            return new Clocks(reader.collectors());
        } catch (StoreException e) {
            LOG.warn(
                    "The collectors' clocks are measured anew, since the store does not tell of them: {}",
                    e.getMessage());
            return new Clocks();
        }
    }
}
