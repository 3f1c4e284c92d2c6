package spoor.analysis.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import spoor.storage.server.StoreHealth;

/**
 * The service's parts. Needs beans of {@link spoor.storage.EventReader}, {@link spoor.event.EventReading} and
 * {@link spoor.analysis.mirror.Mirror} with its {@link spoor.analysis.mirror.Upkeep}, and {@code analysis} among the names in {@code spring.config.name}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalysisProperties.class)
@Import({
    SecurityConfiguration.class,
    OpenApiConfiguration.class,
    ProblemAdvice.class,
    OutsideProblems.class,
    ServerProblems.class,
    GoneAskers.class,
    StoreHealth.class,
    AdministrationController.class,
    DatasetController.class,
    EventController.class,
    GraphController.class,
    QuestionController.class,
    StatisticsController.class,
    MirrorController.class,
    MirrorMetrics.class,
    LiveController.class
})
public class AnalysisConfiguration {}
