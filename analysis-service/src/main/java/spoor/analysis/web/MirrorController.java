package spoor.analysis.web;

import java.time.InstantSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import spoor.analysis.mirror.Mirror;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
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
    public void check() {
        Lag.Standing standing = lag.standing();
        if (standing.behind()) {
            throw new RequestException(
                    ErrorCode.MIRROR_BEHIND,
                    "The mirror is catching up: it has come to watermark %d of %d."
                            .formatted(standing.watermark(), standing.storeWatermark()));
        }
    }
}
