package spoor.analysis.web;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import spoor.analysis.mirror.Mirror;
import spoor.analysis.mirror.Upkeep;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.storage.EventReader;
import spoor.storage.server.Readiness;

/** How the mirror is, from which questions are answered: how far behind the store, what it is made of, and whether it says the same. */
@RestController
@RequestMapping("/api/v1/mirror")
final class MirrorController implements Readiness {
    private final Lag lag;
    private final Upkeep upkeep;
    private final Semaphore checks = new Semaphore(1);

    MirrorController(Mirror mirror, Upkeep upkeep, EventReader reader) {
        this.upkeep = upkeep;
        lag = new Lag(mirror::watermark, reader::watermark, InstantSource.system());
    }

    /**
     * How the mirror is now.
     *
     * @param watermark up to which everything is in the mirror
     * @param behind whether answers lack what has long been stored
     * @param events those on disk and the hot ones
     * @param hotEvents those that are not on disk yet
     * @param bytes on disk
     * @param holes how many segments are lost and being read from the store again
     * @param readEvents those that were read from the store since the start
     * @param memoryBytes what its engine takes of memory, beside the Java heap
     */
    record MirrorStatus(
            long watermark,
            long storeWatermark,
            boolean behind,
            long events,
            long hotEvents,
            int segments,
            int files,
            long bytes,
            int holes,
            long readEvents,
            long memoryBytes) {}

    @GetMapping
    MirrorStatus mirror() {
        Lag.Standing standing = lag.standing();
        Upkeep.State state = upkeep.state();
        return new MirrorStatus(
                standing.watermark(),
                standing.storeWatermark(),
                standing.behind(),
                state.events(),
                state.hotEvents(),
                state.segments(),
                state.files(),
                state.bytes(),
                state.holes(),
                state.readEvents(),
                state.memoryBytes());
    }

    /**
     * Compares a dataset's events in the mirror with the store's, by day of receipt: how many there are, and a checksum of all that they say.
     * Reads everything, here and there, so it takes its time; one at a time.
     */
    @GetMapping("/check")
    List<Upkeep.Partition> check(@RequestParam(defaultValue = "default") String dataset) {
        if (!checks.tryAcquire()) {
            throw new RequestException(
                    ErrorCode.CHECK_RUNNING, "The mirror is being checked already; ask again when that is done.");
        }
        try {
            return upkeep.check(dataset);
        } finally {
            checks.release();
        }
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
