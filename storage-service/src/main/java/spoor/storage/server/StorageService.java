package spoor.storage.server;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The storage service as a program of its own: it brings the tables up to date and tells its health. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({StorageConfiguration.class, StoreHealth.class})
public class StorageService {
    static void main(String[] arguments) {
        new SpringApplicationBuilder(StorageService.class)
                .properties("spring.config.name=storage")
                .run(arguments);
    }
}
