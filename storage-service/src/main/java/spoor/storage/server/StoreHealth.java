package spoor.storage.server;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import spoor.storage.EventReader;
import spoor.storage.StoreException;

/** Whether a service lives, and whether it can do its work. Both need no token and say nothing else. */
@RestController
public final class StoreHealth {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

    record Health(String status) {}

    private final EventReader reader;
    private final Optional<DiskSpace> disk;
    private final Optional<Readiness> other;

    /**
     * The health of a service.
     *
     * @param disk the store's, where it can be seen from here
     * @param other what else the service needs
     */
    StoreHealth(EventReader reader, Optional<DiskSpace> disk, Optional<Readiness> other) {
        this.reader = reader;
        this.disk = disk;
        this.other = other;
    }

    @GetMapping("/healthz")
    Health healthz() {
        return new Health("up");
    }

    /**
     * Fails, as 503, while the store can't be reached, takes nothing for want of room, or something else that the service needs is not
     * there.
     */
    @GetMapping("/readyz")
    Health readyz() {
        reader.watermark();
        disk.ifPresent(DiskSpace::check);
        other.ifPresent(Readiness::check);
        return new Health("ready");
    }

    @ExceptionHandler
    ProblemDetail unavailable(StoreException e) {
        LOG.warn("The service is not ready: {}", e.getMessage());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The event store did not answer, or has no room; the service's log says why.");
        problem.setProperty("code", "store_unavailable");
        problem.setProperty("errors", List.of());
        return problem;
    }
}
