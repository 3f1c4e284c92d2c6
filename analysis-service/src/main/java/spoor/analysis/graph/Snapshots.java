package spoor.analysis.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import spoor.event.Micros;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * Buckets of time without gaps, as those of tables counted from 1970-01-01 UTC, so that the first and the last may reach beyond the range.
 *
 * @param first the start of the first, in microseconds since 1970
 * @param every the length of each, in microseconds
 * @param size how many there are
 */
public record Snapshots(long first, long every, int size) {
    /**
     * Those of a request's range, or of what was seen where that is open.
     *
     * @param firstSeen the earliest time of any event; null where there is none
     * @param lastSeen the latest
     * @throws RequestException {@code invalid_request}, if there are more than {@value GraphRequest.Snapshots#MOST}
     */
    static Snapshots of(
            GraphRequest request, Duration length, @Nullable Instant firstSeen, @Nullable Instant lastSeen) {
        long every = length.toNanos() / 1_000;
        Instant from = request.from() == null ? firstSeen : request.from();
        if (from == null || (request.to() == null && lastSeen == null)) {
            return new Snapshots(0, every, 0);
        }
        long last =
                request.to() == null ? Micros.of(Objects.requireNonNull(lastSeen)) : Micros.ofNearest(request.to()) - 1;
        long begin = Math.floorDiv(Micros.ofNearest(from), every);
        long size = Math.max(0, Math.floorDiv(last, every) - begin + 1);
        if (size > GraphRequest.Snapshots.MOST) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    Problem.at(
                            "snapshots.every",
                            "There are %d times %s in this range, and at most %d snapshots are taken; take longer ones, or a shorter range"
                                    .formatted(size, length, GraphRequest.Snapshots.MOST)));
        }
        return new Snapshots(begin * every, every, (int) size);
    }

    /** The number of the one that starts then. */
    int index(long start) {
        return Math.toIntExact((start - first) / every);
    }

    GraphResult.Snapshots result() {
        return new GraphResult.Snapshots(Micros.instant(first), Duration.ofNanos(every * 1_000), size);
    }
}
