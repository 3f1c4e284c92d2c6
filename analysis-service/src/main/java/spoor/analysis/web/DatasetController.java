package spoor.analysis.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import spoor.request.RequestException;
import spoor.storage.ClockOffset;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;

/** What is stored, who sent it, and what of it could not be read. */
@RestController
@RequestMapping("/api/v1")
final class DatasetController {
    private static final int MALFORMED_MAXIMUM = 1_000;

    private final EventReader reader;

    DatasetController(EventReader reader) {
        this.reader = reader;
    }

    /**
     * A dataset.
     *
     * @param to inclusive
     * @param keep for how long it keeps what it receives: an ISO 8601 period, or {@code forever}
     */
    record Dataset(
            String name,
            long events,
            @Nullable Instant from,
            @Nullable Instant to,
            long watermark,
            long bytes,
            String keep) {
        static Dataset of(DatasetSummary summary) {
            return new Dataset(
                    summary.name(),
                    summary.events(),
                    summary.from(),
                    summary.to(),
                    summary.watermark(),
                    summary.bytes(),
                    Keep.text(summary.keep()));
        }
    }

    /**
     * A collector's account: received = stored + duplicate + rejected + malformed.
     *
     * @param dropped always 0: nothing that was accepted is lost
     * @param clockOffsetMillis how far its clock is ahead of ours, negative where it is behind; null where nothing is known of it
     * @param clockUncertaintyMillis how much more or less that may be
     * @param clockMeasuredAt as of when that is known
     * @param clockBasis {@code exchange} where the collector was asked, {@code events} where its events' times alone tell
     */
    record Collector(
            String name,
            String dataset,
            Instant lastSeen,
            long received,
            long stored,
            long duplicate,
            long rejected,
            long malformed,
            long dropped,
            @Nullable Long clockOffsetMillis,
            @Nullable Long clockUncertaintyMillis,
            @Nullable Instant clockMeasuredAt,
            @Nullable String clockBasis) {
        static Collector of(CollectorLedger ledger) {
            ClockOffset clock = ledger.clock();
            return new Collector(
                    ledger.collector(),
                    ledger.dataset(),
                    ledger.lastSeen(),
                    ledger.received(),
                    ledger.stored(),
                    ledger.duplicate(),
                    ledger.rejected(),
                    ledger.malformed(),
                    0,
                    clock == null ? null : clock.offset().toMillis(),
                    clock == null
                            ? null
                            : clock.uncertainty().plusNanos(999_999).toMillis(),
                    clock == null ? null : clock.measuredAt(),
                    clock == null ? null : clock.basis().name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * An entry that could not be read.
     *
     * @param offset where reading failed, in bytes from 0
     * @param payloadBytes the whole length, where {@code bytes} is but its beginning
     * @param sha256 of the whole payload in that case, else empty
     * @param bytes in Base64
     */
    record Malformed(
            String id,
            String dataset,
            String sender,
            Instant receivedAt,
            String reason,
            long offset,
            long payloadBytes,
            String sha256,
            byte[] bytes) {
        static Malformed of(MalformedRecord entry) {
            return new Malformed(
                    entry.id().toString(),
                    entry.dataset(),
                    entry.collector(),
                    entry.receivedAt(),
                    entry.reason(),
                    entry.byteOffset(),
                    entry.payloadBytes(),
                    entry.sha256(),
                    entry.raw());
        }
    }

    @GetMapping("/datasets")
    List<Dataset> datasets() {
        return reader.datasets().stream().map(Dataset::of).toList();
    }

    @GetMapping("/collectors")
    List<Collector> collectors() {
        return reader.collectors().stream().map(Collector::of).toList();
    }

    /** Latest first. */
    @GetMapping("/malformed")
    List<Malformed> malformed(
            @RequestParam(defaultValue = "default") String dataset, @RequestParam(defaultValue = "100") int limit) {
        Limits.check(limit, MALFORMED_MAXIMUM);
        if (reader.datasets().stream().noneMatch(known -> known.name().equals(dataset)) && !dataset.equals("default")) {
            throw RequestException.unknownDataset(dataset);
        }
        return reader.malformed(dataset, limit).stream().map(Malformed::of).toList();
    }
}
