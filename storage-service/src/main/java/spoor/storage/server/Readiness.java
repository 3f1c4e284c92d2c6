package spoor.storage.server;

import java.util.Optional;
import org.springframework.http.ProblemDetail;

/** What has to hold, besides the store being there, before a service is ready. */
public interface Readiness {
    /** Why it is not ready, as {@code /readyz} says it; empty where it is. */
    Optional<ProblemDetail> obstacle();
}
