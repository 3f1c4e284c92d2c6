package spoor.analysis.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import spoor.storage.server.StoreHealth;

/**
 * The service's parts. Needs beans of {@link spoor.storage.EventReader}, {@link spoor.event.EventReading} and
 * {@link spoor.analysis.mirror.Mirror}, and {@code analysis} among the names in {@code spring.config.name}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalysisProperties.class)
@Import({
    SecurityConfiguration.class,
    OpenApiConfiguration.class,
    ProblemAdvice.class,
    OutsideProblems.class,
    ServerProblems.class,
    StoreHealth.class,
    AdministrationController.class,
    DatasetController.class,
    EventController.class,
    QuestionController.class,
    MirrorController.class,
    LiveController.class
})
public class AnalysisConfiguration {}
