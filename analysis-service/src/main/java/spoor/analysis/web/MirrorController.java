package spoor.analysis.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import spoor.analysis.mirror.Mirror;
import spoor.storage.EventReader;
import spoor.storage.server.Readiness;

/** How far the mirror, from which questions are answered, is behind the store. */
@RestController
final class MirrorController implements Readiness {
    private final Lag lag;

    MirrorController(Mirror mirror, EventReader reader) {
        lag = new Lag(mirror::watermark, reader::watermark, InstantSource.system());
    }

    @GetMapping("/api/v1/mirror")
    Lag.Standing mirror() {
        return lag.standing();
    }

    @Override
    public Optional<ProblemDetail> obstacle() {
        Lag.Standing standing = lag.standing();
        return standing.behind()
                ? Optional.of(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "mirror_behind",
                        "The mirror is catching up: it has come to watermark %d of %d."
                                .formatted(standing.watermark(), standing.storeWatermark()),
                        List.of()))
                : Optional.empty();
    }
}
