package spoor.analysis.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import spoor.analysis.mirror.Mirror;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.storage.Administration;
import spoor.storage.Rereading;
import spoor.storage.Task;

/**
 * What is done to a dataset as a whole. Whoever owns the store does it, in its own time; the task that is answered tells how far it
 * is. No dataset is meant unless it is named.
 */
@RestController
@RequestMapping("/api/v1")
final class AdministrationController {
    private final Administration administration;
    private final Mirror mirror;

    AdministrationController(Administration administration, Mirror mirror) {
        this.administration = administration;
        this.mirror = mirror;
    }

    /**
     * For how long a dataset keeps what it receives.
     *
     * @param keep an ISO 8601 period, or {@code forever}
     */
    record Retention(String dataset, String keep) {}

    /**
     * How far is what was asked for.
     *
     * @param kind {@code purge} or {@code reread}
     * @param state {@code waiting}, {@code running}, {@code done} or {@code failed}; it is done when the mirror has followed, too
     * @param total how many batches are to be read again, as far as is known
     * @param done how many of them were
     * @param events how many events they hold now
     * @param malformed how many malformed entries they hold now
     * @param failed how many batches stayed as they were, since the store could not keep what they became
     * @param message why it failed, or what it waits for; else empty
     */
    record TaskStatus(
            long id,
            String kind,
            String state,
            long total,
            long done,
            long events,
            long malformed,
            long failed,
            String message) {}

    @PutMapping("/datasets/retention")
    Retention keep(@RequestParam String dataset, @RequestParam String keep) {
        var period = Keep.parse(keep);
        if (!administration.keep(dataset, period)) {
            throw RequestException.unknownDataset(dataset);
        }
        return new Retention(dataset, Keep.text(period));
    }

    /** Reads a dataset's bytes again with today's mappings. */
    @PostMapping("/datasets/reread")
    TaskStatus reread(
            @RequestParam String dataset,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "false") boolean force) {
        return administration
                .reread(dataset, new Rereading(from, to, force))
                .map(this::status)
                .orElseThrow(() -> RequestException.unknownDataset(dataset));
    }

    /** Removes a dataset without a trace. */
    @DeleteMapping("/datasets")
    TaskStatus purge(@RequestParam String dataset) {
        return administration
                .purge(dataset)
                .map(this::status)
                .orElseThrow(() -> RequestException.unknownDataset(dataset));
    }

    @GetMapping("/tasks/{id}")
    TaskStatus task(@PathVariable long id) {
        return administration
                .task(id)
                .map(this::status)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.NOT_FOUND, "There is no task " + id + "; finished ones are known for a week."));
    }

    private TaskStatus status(Task task) {
        boolean isFollowed = mirror.awaitWatermark(task.watermark(), Duration.ZERO);
        boolean isDone = task.state() != Task.State.DONE || isFollowed;
        return new TaskStatus(
                task.id(),
                word(task.kind()),
                word(isDone ? task.state() : Task.State.RUNNING),
                task.total(),
                task.done(),
                task.events(),
                task.malformed(),
                task.failed(),
                isDone ? task.message() : "The mirror follows.");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
