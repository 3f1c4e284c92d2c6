package spoor.analysis.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import spoor.analysis.mirror.DuckMirror;
import spoor.event.EventReading;
import spoor.storage.EventReader;

/** The mirror as a bean; it follows the store from its making. */
@Configuration(proxyBeanMethods = false)
public class MirrorConfiguration {
    @Bean
    DuckMirror mirror(AnalysisProperties properties, EventReader reader, EventReading reading) {
        return DuckMirror.open(properties.mirror(), properties.memoryLimit().toMegabytes() + "MB", reader, reading);
    }
}
