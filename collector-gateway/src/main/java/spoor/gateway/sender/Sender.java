package spoor.gateway.sender;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a stream and returns when all of it is committed. It keeps what is not acknowledged, and after a lost connection opens
 * again and sends on from where the gateway stands, for as long as the gateway is away. A source that is silent for a moment
 * does not hold up what was read before. Sends one stream, once.
 */
public final class Sender {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WINDOW_EVENTS = 20_000;
    private static final long WINDOW_BYTES = 8 << 20;
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How often the gateway may fail without taking a single event before that counts as final. */
    private static final int MAX_FAILURES = 10;

    /** How often a gateway that has never answered is tried, a {@link #PAUSE} apart. */
    private static final int MAX_FIRST_ATTEMPTS = 40;

    /** What the gateway says when the same will fail again. */
    private static final Set<String> FINAL = Set.of("unauthenticated", "invalid_request", "corrupt", "store_failed");

    private final InetSocketAddress gateway;
    private final Session session;
    private final long eventsPerSecond;
    private final Consumer<Report> progress;
    private final InstantSource clock;
    private final ArrayDeque<byte[]> window = new ArrayDeque<>();
    private long windowBytes;
    private long firstInWindow = 1;
    private long read;
    private long skipped;
    private long skippedHere;
    private long heardAt;
    private boolean hasOpened;
    private Counters before = Counters.NOTHING;
    private Counters current = Counters.NOTHING;

    /**
     * A sender that has not connected yet.
     *
     * @param eventsPerSecond the most to send, 0 for as many as the gateway takes
     */
    public Sender(InetSocketAddress gateway, Session session, long eventsPerSecond) {
        this(gateway, session, eventsPerSecond, _ -> {});
    }

    /** @param progress told after each answer what became of the events so far */
    public Sender(InetSocketAddress gateway, Session session, long eventsPerSecond, Consumer<Report> progress) {
        this(gateway, session, eventsPerSecond, progress, InstantSource.system());
    }

    /** @param clock what it says when the gateway asks for the time */
    public Sender(
            InetSocketAddress gateway,
            Session session,
            long eventsPerSecond,
            Consumer<Report> progress,
            InstantSource clock) {
        this.gateway = gateway;
        this.session = session;
        this.eventsPerSecond = eventsPerSecond;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Sends all lines and waits until they are committed.
     *
     * @throws RefusedException if the gateway refuses the session, or fails again and again without taking anything
     * @throws IOException if the lines can't be read, or nothing answers at the gateway's address for 20 seconds
     */
    public Report send(Lines lines) throws IOException {
        try (Lookahead ahead = new Lookahead(lines)) {
            int attempts = 0;
            while (true) {
                long acknowledged = acknowledged();
                try (Socket socket = new Socket()) {
                    socket.connect(gateway, (int) SILENCE.toMillis());
                    socket.setSoTimeout((int) SILENCE.toMillis());
                    stream(socket, ahead);
                    return report();
                } catch (Lookahead.SourceException | RefusedException e) {
                    throw e;
                } catch (IOException e) {
                    attempts = acknowledged() > acknowledged ? 1 : attempts + 1;
                    giveUp(attempts, e);
                    before = before.plus(current);
                    current = Counters.NOTHING;
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void giveUp(int attempts, IOException last) throws IOException {
        if (last instanceof FailedException && attempts >= MAX_FAILURES) {
            throw new RefusedException("The gateway failed %d times without taking an event, at last with: %s"
                    .formatted(attempts, last.getMessage()));
        }
        if (!hasOpened && attempts >= MAX_FIRST_ATTEMPTS) {
            throw new IOException(
                    "Nothing answers at %s (%s). Is Spoor running there?".formatted(gateway, last.getMessage()), last);
        }
    }

    private void stream(Socket socket, Lookahead lines) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        long base = open(in, out);
        forget(base);
        skip(lines, base);
        skippedHere = skipped;
        if (skippedHere > 0) {
            out.writeBytes("2S");
            out.writeInt((int) skippedHere);
        }
        long sequence = base;
        for (byte[] event : window) {
            write(out, (int) (++sequence - base), event);
        }
        long start = System.nanoTime();
        long sent = 0;
        heardAt = start;
        while (!lines.isAtEnd()) {
            Optional<byte[]> next = next(lines, Duration.ZERO);
            if (next.isEmpty()) {
                out.flush();
                hear(in, out, base, sequence);
                next = next(lines, MOMENT);
            }
            if (next.isPresent()) {
                byte[] event = next.get();
                window.add(event);
                windowBytes += event.length;
                write(out, (int) (++sequence - base), event);
                pace(out, start, ++sent);
                while (window.size() >= WINDOW_EVENTS || windowBytes >= WINDOW_BYTES) {
                    out.flush();
                    answer(in, out, base);
                }
            }
        }
        out.flush();
        while (isWaiting(base, sequence)) {
            answer(in, out, base);
        }
    }

    private boolean isWaiting(long base, long sequence) {
        return !window.isEmpty() || current.received < sequence - base + skippedHere;
    }

    /** Takes the answers that have come meanwhile. */
    private void hear(DataInputStream in, DataOutputStream out, long base, long sequence) throws IOException {
        while (in.available() > 0) {
            answer(in, out, base);
        }
        if (isWaiting(base, sequence) && System.nanoTime() - heardAt > SILENCE.toNanos()) {
            throw new SocketTimeoutException("The gateway is silent");
        }
        if (!isWaiting(base, sequence)) {
            heardAt = System.nanoTime();
        }
    }

    private Report report() {
        Counters all = before.plus(current);
        long acknowledged = acknowledged();
        return new Report(
                read,
                acknowledged,
                acknowledged - all.duplicate - all.rejected - all.malformed,
                all.duplicate,
                all.rejected,
                all.malformed);
    }

    /** Read and no longer kept for a resend. */
    private long acknowledged() {
        return read - window.size();
    }

    private long open(DataInputStream in, DataOutputStream out) throws IOException {
        Map<String, Object> opening = new LinkedHashMap<>();
        opening.put("collector", session.collector());
        opening.put("dataset", session.dataset());
        opening.put("token", session.token());
        opening.put("stream", session.stream());
        opening.put("shiftMillis", session.shift().toMillis());
        opening.put("clock", session.stampsEvents() ? "stamps" : "tells");
        byte[] json = JSON.writeValueAsBytes(opening);
        out.writeBytes("2O");
        out.writeInt(json.length);
        out.write(json);
        out.flush();
        JsonNode answer = null;
        while (answer == null) {
            answer = frame(in, out);
        }
        hasOpened = true;
        return answer.path("position").asLong();
    }

    private void answer(DataInputStream in, DataOutputStream out, long base) throws IOException {
        JsonNode result = frame(in, out);
        heardAt = System.nanoTime();
        if (result != null) {
            current = new Counters(
                    result.path("received").asLong(),
                    result.path("duplicate").asLong(),
                    result.path("rejected").asLong(),
                    result.path("malformed").asLong());
            if (current.received >= skippedHere) {
                skipped = 0;
                forget(base + current.received - skippedHere);
            }
            progress.accept(report());
        }
    }

    /**
     * The next frame's JSON; null for an acknowledgement, whose figures the result before it has said already, and for the question
     * what time it is, which is answered at once.
     */
    private @Nullable JsonNode frame(DataInputStream in, DataOutputStream out) throws IOException {
        in.readByte();
        int type = in.readUnsignedByte();
        int number = in.readInt();
        if (type == 'A') {
            return null;
        }
        if (type == 'T') {
            out.writeBytes("2T");
            out.writeInt(number);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
            out.flush();
            return null;
        }
        JsonNode json = JSON.readTree(new String(in.readNBytes(number), StandardCharsets.UTF_8));
        JsonNode error = json.get("error");
        if (error != null) {
            String code = error.path("code").asString();
            String message = error.path("message").asString();
            if (FINAL.contains(code)) {
                throw new RefusedException(message);
            }
            throw code.equals("overloaded") ? new IOException(message) : new FailedException(message);
        }
        return json;
    }

    private void forget(long position) {
        while (firstInWindow <= position && !window.isEmpty()) {
            windowBytes -= window.remove().length;
            firstInWindow++;
        }
    }

    /** Leaves out what the gateway has already and this sender has not read yet. */
    private void skip(Lookahead lines, long position) throws IOException {
        if (position < firstInWindow - 1) {
            throw new RefusedException("The gateway holds %d events of the stream, but has acknowledged %d"
                    .formatted(position, firstInWindow - 1));
        }
        while (firstInWindow <= position && !lines.isAtEnd()) {
            if (next(lines, MOMENT).isPresent()) {
                skipped++;
                firstInWindow++;
            }
        }
    }

    private Optional<byte[]> next(Lookahead lines, Duration patience) throws IOException {
        Optional<byte[]> line = lines.poll(patience);
        read += line.isPresent() ? 1 : 0;
        return line;
    }

    private void pace(DataOutputStream out, long start, long sent) throws IOException {
        if (eventsPerSecond > 0) {
            long early = start + sent * 1_000_000_000 / eventsPerSecond - System.nanoTime();
            if (early > 1_000_000) {
                out.flush();
                LockSupport.parkNanos(early);
            }
        }
    }

    private static void write(DataOutputStream out, int sequence, byte[] event) throws IOException {
        out.writeBytes("2J");
        out.writeInt(sequence);
        out.writeInt(event.length);
        out.write(event);
    }

    /** The gateway refuses what the sender says. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** The gateway could not do what it should; it may be able to at another time. */
    private static final class FailedException extends IOException {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    private record Counters(long received, long duplicate, long rejected, long malformed) {
        static final Counters NOTHING = new Counters(0, 0, 0, 0);

        Counters plus(Counters other) {
            return new Counters(
                    received + other.received,
                    duplicate + other.duplicate,
                    rejected + other.rejected,
                    malformed + other.malformed);
        }
    }
}
