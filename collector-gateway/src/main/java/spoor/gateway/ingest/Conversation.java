package spoor.gateway.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import spoor.event.Correction;
import spoor.event.Event;
import spoor.event.TimeRange;
import spoor.event.codec.JsonFault;
import spoor.gateway.clock.Clocks;
import spoor.gateway.clock.CollectorClock;
import spoor.gateway.clock.Delays;
import spoor.gateway.frame.Frame;
import spoor.gateway.frame.Payload;
import spoor.storage.Entry;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.Timing;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one connection means: its session, its batches, its acknowledgements. It knows no socket and no store: it is told what came and
 * what was committed, and says what is to be done. Once it has said {@link Action.End} it says nothing more, and
 * what has not been submitted by then is forgotten. Not thread-safe.
 */
public final class Conversation {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MAX_BATCH = 10_000;

    private final Access access;
    private final Reader reader;
    private final Clocks clocks;
    private final long maxBytes;
    private final ClockQuestions questions = new ClockQuestions();
    private final Delays delays = new Delays();
    private final List<Entry> batch = new ArrayList<>();
    private long batchBytes;

    private String collector;
    private String dataset = "default";
    private @Nullable String stream;
    private @Nullable CollectorClock clock;
    private Correction shift = Correction.none();
    private Correction correction = Correction.none();
    private boolean tellsTime;
    private boolean stampsEvents;
    private long base;
    private long received;
    private long skipped;
    private int lastSequence;
    private int acknowledged;
    private long inFlightBytes;
    private Outcome total = Outcome.NOTHING;
    private boolean isOpening;
    private boolean hasSkipped;
    private boolean isOver;

    /**
     * A conversation in which nothing has been said.
     *
     * @param peer the collector's name where no session gives another
     * @param clocks what is known of collectors' clocks, shared by all conversations
     * @param maxBytes of memory that its events in flight may take, positive
     */
    public Conversation(String peer, Access access, Reader reader, Clocks clocks, long maxBytes) {
        this.collector = peer;
        this.access = access;
        this.reader = reader;
        this.clocks = clocks;
        this.maxBytes = maxBytes;
    }

    /** A line without a session. */
    public List<Action> receive(Payload line) {
        return isOver ? List.of() : add(line);
    }

    /** A frame; none may come while the session is opening. */
    public List<Action> receive(Frame frame) {
        if (isOver) {
            return List.of();
        }
        return switch (frame) {
            case Frame.Window _ -> List.of();
            case Frame.Json(int sequence, Payload payload) -> event(sequence, payload);
            case Frame.Skipped(long events) -> skip(events);
            case Frame.Open(byte[] json) -> open(json);
            case Frame.Clock(int question, long micros) -> clock(question, micros);
        };
    }

    /** Nothing more has come for now: what waits is submitted. */
    public List<Action> flush() {
        if (isOver || (batch.isEmpty() && skipped == 0)) {
            return List.of();
        }
        if (!batch.isEmpty()) {
            clock().hear(delays, batch.getLast().receivedAt());
        }
        long first = stream == null ? 0 : base + received - batch.size() + 1;
        var submission = new Submission(
                dataset,
                collector,
                stream,
                first,
                batch,
                skipped,
                new Timing(correction, clock().known()),
                new CompletableFuture<>());
        var submit = new Action.Submit(submission, lastSequence, batchBytes);
        inFlightBytes += batchBytes;
        forget();
        return List.of(submit);
    }

    /** The store's answer to {@link Action.Open}. */
    public List<Action> opened(StreamKey key, StreamState state) {
        stream = key.stream();
        base = state.position();
        shift = Correction.shift(state.shift());
        isOpening = false;
        var opened = new Action.Opened(base, state.shift());
        // Asked first: the collector waits for the answer to its opening, and does nothing else meanwhile.
        return tellsTime ? List.of(questions.ask(now()), opened) : List.of(opened);
    }

    /** The store's other answer: the dataset was purged since the collector last heard of its stream. */
    public List<Action> forgotten() {
        return end(
                "forgotten",
                "The events that were acknowledged are gone: their dataset was purged. Send all of them again, or what follows as a new"
                        + " stream.");
    }

    /** INVARIANT: nothing is acknowledged but here, after the commit. */
    public List<Action> committed(Action.Submit submit, Outcome outcome) {
        inFlightBytes -= submit.bytes();
        if (isOver) {
            return List.of();
        }
        total = total.plus(outcome);
        acknowledged = submit.sequence();
        var acknowledge = new Action.Acknowledge(acknowledged);
        return stream == null ? List.of(acknowledge) : List.of(new Action.Report(total), acknowledge);
    }

    /** The submission is not stored; the collector sends it again, if that is of use. */
    public List<Action> failed(Action.Submit submit, Throwable cause) {
        inFlightBytes -= submit.bytes();
        return failed(cause);
    }

    /** The session can't be opened. */
    public List<Action> failed(Throwable cause) {
        boolean isForGood = cause instanceof StoreException refused && !refused.isTransient();
        return end(isForGood ? "store_failed" : "internal", String.valueOf(cause.getMessage()));
    }

    /** Ends it, as for bytes that are no frame. */
    public List<Action> end(String code, String message) {
        if (isOver) {
            return List.of();
        }
        isOver = true;
        forget();
        return List.of(new Action.End(code, message));
    }

    /** What shows that the gateway lives while the store is slow: the last acknowledgement once more. */
    public List<Action> keepAlive() {
        return (inFlightBytes > 0 || isOpening) && !isOver ? List.of(new Action.Acknowledge(acknowledged)) : List.of();
    }

    /** Three seconds have gone by: it may be time to ask what the collector's clock shows. */
    public List<Action> askClock() {
        return tellsTime && stream != null && !isOver ? questions.tick(now()) : List.of();
    }

    public boolean isOpening() {
        return isOpening;
    }

    public boolean isOver() {
        return isOver;
    }

    /** What its events take of memory that are yet to be stored. */
    public long bytes() {
        return batchBytes + inFlightBytes;
    }

    /** Whether so much is in flight that nothing more should be read. */
    public boolean isFull() {
        return inFlightBytes >= maxBytes;
    }

    /** Whether so little is in flight that reading may go on. */
    public boolean hasRoom() {
        return inFlightBytes <= maxBytes / 2 && !isOpening;
    }

    /** Whether nothing waits for the store. */
    public boolean isIdle() {
        return inFlightBytes == 0 && batch.isEmpty() && skipped == 0;
    }

    private List<Action> event(int sequence, Payload payload) {
        if (stream != null && sequence != (int) (received + 1)) {
            return end("corrupt", "Event %d was expected, not %d".formatted(received + 1, sequence));
        }
        lastSequence = sequence;
        return add(payload);
    }

    private List<Action> add(Payload payload) {
        if (batch.isEmpty()) {
            correction = shift.equals(Correction.none()) ? clock().correction(stampsEvents) : shift;
        }
        Entry entry = reader.read(payload, correction);
        batch.add(entry);
        heed(entry);
        received++;
        batchBytes += Footprint.bytes(entry);
        return batch.size() >= MAX_BATCH || batchBytes >= maxBytes ? flush() : List.of();
    }

    /** A collector that can't be asked tells of its clock by its events; recordings tell nothing. */
    private void heed(Entry entry) {
        if (!tellsTime
                && entry instanceof Entry.Read(byte[] _, Event event)
                && event.occurredAt() != null
                && shift.equals(Correction.none())) {
            delays.add(event.occurredAt(), event.receivedAt());
        }
    }

    private List<Action> clock(int question, long micros) {
        Instant asked = questions.answered(question);
        Instant shown = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        if (asked != null && TimeRange.contains(shown)) {
            clock().answer(asked, shown, now());
        }
        return List.of();
    }

    private CollectorClock clock() {
        if (clock == null) {
            clock = clocks.of(collector);
        }
        return clock;
    }

    private Instant now() {
        return reader.clock().instant();
    }

    private List<Action> skip(long events) {
        if (stream == null || received > 0 || hasSkipped || events > base) {
            return end(
                    "corrupt",
                    "Only what is stored can be left out, once and first: %d events, of which %d are stored"
                            .formatted(events, base));
        }
        hasSkipped = true;
        skipped = events;
        return flush();
    }

    private List<Action> open(byte[] json) {
        Opening opening;
        try {
            opening = new Opening(JSON.readTree(json));
        } catch (JacksonException e) {
            JsonFault fault = JsonFault.of(e);
            return end(
                    "invalid_request",
                    "The opening is no JSON at byte %d: %s".formatted(fault.offset(), fault.reason()));
        }
        if (!access.isGranted(opening.token())) {
            return end("unauthenticated", "The access token is missing or wrong");
        }
        if (stream != null || isOpening || received > 0) {
            return end("invalid_request", "A session opens once, and first");
        }
        Optional<String> fault = opening.fault();
        if (fault.isPresent()) {
            return end("invalid_request", fault.get());
        }
        StreamKey key = opening.key();
        collector = key.collector();
        dataset = key.dataset();
        tellsTime = opening.tellsTime();
        stampsEvents = opening.stampsEvents();
        isOpening = true;
        return List.of(new Action.Open(key, opening.shift(), opening.acknowledgedEvents()));
    }

    private void forget() {
        batch.clear();
        batchBytes = 0;
        skipped = 0;
        delays.clear();
    }
}
