package spoor.analysis.web;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import spoor.storage.server.StorageConfiguration;

/** The analysis service as a program of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({StorageConfiguration.class, AnalysisConfiguration.class, MirrorConfiguration.class})
public class AnalysisService {
    static void main(String[] arguments) {
        new SpringApplicationBuilder(AnalysisService.class)
                .properties("spring.config.name=storage,analysis")
                .run(arguments);
    }
}
