package spoor.gateway.sender;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a stream and returns when all of it is committed. It keeps what is not acknowledged, and after a lost connection opens
 * again and sends on from where the gateway stands, for as long as the gateway is away. A source that is silent for a moment
 * does not hold up what was read before. Sends one stream, once.
 */
public final class Sender {
    private static final int WINDOW_EVENTS = 20_000;
    private static final long WINDOW_BYTES = 8 << 20;
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final long A_LITTLE_NANOS = 1_000_000;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How often the gateway may fail without taking a single event before that counts as final. */
    private static final int MAX_FAILURES = 10;

    /** How often a gateway that has never answered is tried, a {@link #PAUSE} apart. */
    private static final int MAX_FIRST_ATTEMPTS = 40;

    /** What the gateway says where the stream's dataset was purged. */
    private static final String FORGOTTEN = "forgotten";

    /** What the gateway says when the same will fail again. */
    private static final Set<String> FINAL =
            Set.of("unauthenticated", "invalid_request", "corrupt", "store_failed", "superseded", FORGOTTEN);

    /** What the gateway says when it is nobody's fault. */
    private static final Set<String> TEMPORARY = Set.of("overloaded", "idle");

    private final InetSocketAddress gateway;
    private Session session;
    private final long eventsPerSecond;
    private final Progress progress;
    private final InstantSource clock;
    private final Window window = new Window(WINDOW_EVENTS, WINDOW_BYTES);
    private long heardAt;
    private boolean isOpen;
    private boolean hasOpened;

    /**
     * A sender that has not connected yet.
     *
     * @param eventsPerSecond the most to send, 0 for as many as the gateway takes
     */
    public Sender(InetSocketAddress gateway, Session session, long eventsPerSecond) {
        this(gateway, session, eventsPerSecond, _ -> {});
    }

    /** @param progress told what becomes of the events */
    public Sender(InetSocketAddress gateway, Session session, long eventsPerSecond, Progress progress) {
        this(gateway, session, eventsPerSecond, progress, InstantSource.system());
    }

    /** @param clock what it tells when the gateway asks for the time */
    public Sender(
            InetSocketAddress gateway, Session session, long eventsPerSecond, Progress progress, InstantSource clock) {
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
     * @throws IOException if the lines can't be read, or no gateway or nothing answers at the gateway's address for 20 seconds
     */
    public Report send(Lines lines) throws IOException {
        try (Lookahead ahead = new Lookahead(lines)) {
            int attempts = 0;
            if (gateway.isUnresolved()) {
                throw new IOException("There is no host named '%s'".formatted(gateway.getHostString()));
            }
            while (true) {
                long acknowledged = window.acknowledged();
                try (Socket socket = new Socket()) {
                    socket.connect(gateway, (int) SILENCE.toMillis());
                    socket.setSoTimeout((int) SILENCE.toMillis());
                    stream(socket, ahead);
                    return window.report();
                } catch (Lookahead.SourceException | RefusedException e) {
                    throw e;
                } catch (Wire.StrangerException e) {
                    throw new IOException(
                            "What listens at %s is no gateway of Spoor. Name its ingest port, which stands on the ready line of ./spoor start."
                                    .formatted(address()),
                            e);
                } catch (IOException e) {
                    attempts = window.acknowledged() > acknowledged ? 1 : attempts + 1;
                    giveUp(attempts, e);
                    if (attempts == 1) {
                        progress.lost("%s: %s; trying again".formatted(address(), reason(e)));
                    }
                    window.lost();
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void giveUp(int attempts, IOException last) throws IOException {
        if (last instanceof FailedException failed && attempts >= MAX_FAILURES) {
            throw new RefusedException(
                    failed.code,
                    "The gateway failed %d times without taking an event, at last with: %s"
                            .formatted(attempts, last.getMessage()));
        }
        if (!hasOpened && attempts >= MAX_FIRST_ATTEMPTS) {
            throw new IOException(
                    "Nothing answers at %s (%s). Is Spoor running there?".formatted(address(), reason(last)), last);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case EOFException _ -> "the connection was closed";
            case SocketTimeoutException _ -> "no answer within %d s".formatted(SILENCE.toSeconds());
            default -> failure.getMessage() == null ? "the connection is lost" : failure.getMessage();
        };
    }

    private String address() {
        return gateway.getHostString() + ":" + gateway.getPort();
    }

    private void stream(Socket socket, Lookahead lines) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        isOpen = false;
        // The token is for a gateway alone.
        Wire.knock(out);
        out.flush();
        await(in, out, Answer.Present.class);
        Wire.open(out, session, window.streamed());
        out.flush();
        await(in, out, Answer.Opened.class);
        leaveOut(lines);
        long announced = window.announce();
        if (announced > 0) {
            Wire.skipped(out, announced);
        }
        for (byte[] event : window.unacknowledged()) {
            Wire.event(out, window.resent(), event);
        }
        long start = System.nanoTime();
        long sent = 0;
        heardAt = start;
        while (!lines.isAtEnd()) {
            Optional<byte[]> next = lines.poll(Duration.ZERO);
            if (next.isEmpty()) {
                out.flush();
                hear(in, out);
                next = lines.poll(MOMENT);
            }
            if (next.isPresent()) {
                byte[] event = next.get();
                Wire.event(out, window.add(event), event);
                if (isEarly(start, ++sent)) {
                    out.flush();
                    hear(in, out);
                    pace(start, sent);
                }
                while (window.isFull()) {
                    out.flush();
                    answer(in, out);
                }
            }
        }
        out.flush();
        while (!window.isSettled()) {
            answer(in, out);
        }
    }

    private void await(DataInputStream in, DataOutputStream out, Class<? extends Answer> kind) throws IOException {
        Answer answer = answer(in, out);
        while (!kind.isInstance(answer)) {
            answer = answer(in, out);
        }
    }

    /** Leaves out what the gateway has already and this sender has not read yet. */
    private void leaveOut(Lookahead lines) throws IOException {
        while (window.isBehind() && !lines.isAtEnd()) {
            if (lines.poll(MOMENT).isPresent()) {
                window.skip();
            }
        }
    }

    /** Takes the answers that have come meanwhile. */
    private void hear(DataInputStream in, DataOutputStream out) throws IOException {
        while (in.available() > 0) {
            answer(in, out);
        }
        if (window.isSettled()) {
            heardAt = System.nanoTime();
        } else if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
            throw new SocketTimeoutException("The gateway is silent");
        }
    }

    private Answer answer(DataInputStream in, DataOutputStream out) throws IOException {
        Answer answer = Wire.answer(in);
        heardAt = System.nanoTime();
        switch (answer) {
            case Answer.Present _, Answer.Acknowledged _ -> {}
            case Answer.AskedClock(int question) -> {
                Wire.clock(out, question, clock.instant());
                out.flush();
            }
            case Answer.Progress news -> {
                window.take(news);
                progress.answered(window.report());
            }
            case Answer.Opened(long position) -> {
                if (isOpen) {
                    throw new IOException("The gateway opened the session twice");
                }
                if (!window.open(position)) {
                    throw new RefusedException(
                            "corrupt",
                            "The gateway holds %d events of the stream, but has acknowledged %d"
                                    .formatted(position, window.acknowledged()));
                }
                isOpen = true;
                hasOpened = true;
            }
            case Answer.Ended(String code, String message) -> {
                if (code.equals(FORGOTTEN) && session.goesOn()) {
                    window.beginStream();
                    session = session.after(window.acknowledged());
                    throw new IOException(message);
                }
                throw failure(code, message);
            }
        }
        return answer;
    }

    private static IOException failure(String code, String message) {
        if (FINAL.contains(code)) {
            return new RefusedException(code, message);
        }
        return TEMPORARY.contains(code) ? new IOException(message) : new FailedException(code, message);
    }

    /** Whether the rate leaves time to do something else before the next event. */
    private boolean isEarly(long start, long sent) {
        return eventsPerSecond > 0 && nanosUntilNext(start, sent) > A_LITTLE_NANOS;
    }

    private void pace(long start, long sent) {
        LockSupport.parkNanos(nanosUntilNext(start, sent));
    }

    private long nanosUntilNext(long start, long sent) {
        return start + sent * 1_000_000_000 / eventsPerSecond - System.nanoTime();
    }

    /** The gateway refuses what the sender says. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        private final String code;

        RefusedException(String code, String message) {
            super(message);
            this.code = code;
        }

        /** As in {@code docs/protocol.md}. */
        public String code() {
            return code;
        }
    }

    /** The gateway could not do what it should; it may be able to at another time. */
    private static final class FailedException extends IOException {
        private static final long serialVersionUID = 1;

        private final String code;

        FailedException(String code, String message) {
            super(message);
            this.code = code;
        }
    }
}
