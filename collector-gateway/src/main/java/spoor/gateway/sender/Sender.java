package spoor.gateway.sender;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a stream and returns when all of it is committed. It keeps what is not acknowledged, and after a lost connection opens
 * again and sends on from where the gateway stands, for as long as the gateway is away.
 */
public final class Sender {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WINDOW_EVENTS = 20_000;
    private static final long WINDOW_BYTES = 8 << 20;
    private static final int SILENCE_MILLIS = 30_000;
    private static final long PAUSE_NANOS = 500_000_000;

    private final InetSocketAddress gateway;
    private final Session session;
    private final long eventsPerSecond;
    private final ArrayDeque<byte[]> window = new ArrayDeque<>();
    private long windowBytes;
    private long firstInWindow = 1;
    private long read;
    private long skipped;
    private long skippedHere;
    private Counters before = Counters.NOTHING;
    private Counters current = Counters.NOTHING;

    /**
     * A sender that has not connected yet.
     *
     * @param eventsPerSecond the most to send, 0 for as many as the gateway takes
     */
    public Sender(InetSocketAddress gateway, Session session, long eventsPerSecond) {
        this.gateway = gateway;
        this.session = session;
        this.eventsPerSecond = eventsPerSecond;
    }

    /**
     * Sends all lines and waits until they are committed.
     *
     * @throws RefusedException if the gateway refuses the session
     * @throws IOException if the lines can't be read
     */
    public Report send(Lines lines) throws IOException {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(SILENCE_MILLIS);
                socket.connect(gateway, SILENCE_MILLIS);
                stream(socket, lines);
                Counters all = before.plus(current);
                return new Report(
                        read,
                        read,
                        read - all.duplicate - all.rejected - all.malformed,
                        all.duplicate,
                        all.rejected,
                        all.malformed);
            } catch (SourceException e) {
                throw e.source;
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                before = before.plus(current);
                current = Counters.NOTHING;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void stream(Socket socket, Lines lines) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        long base = open(in, out);
        forget(base);
        skip(lines, base);
        skippedHere = skipped;
        if (skippedHere > 0) {
            out.writeBytes("2S");
            out.writeInt((int) skippedHere);
            out.flush();
        }
        long sequence = base;
        for (byte[] event : window) {
            write(out, (int) (++sequence - base), event);
        }
        long start = System.nanoTime();
        long sent = 0;
        for (byte[] event = next(lines); event != null; event = next(lines)) {
            window.add(event);
            windowBytes += event.length;
            write(out, (int) (++sequence - base), event);
            pace(out, start, ++sent);
            while (window.size() >= WINDOW_EVENTS || windowBytes >= WINDOW_BYTES) {
                out.flush();
                answer(in, base);
            }
        }
        out.flush();
        while (!window.isEmpty() || current.received < sequence - base + skippedHere) {
            answer(in, base);
        }
    }

    private long open(DataInputStream in, DataOutputStream out) throws IOException {
        Map<String, Object> opening = new LinkedHashMap<>();
        opening.put("collector", session.collector());
        opening.put("dataset", session.dataset());
        opening.put("token", session.token());
        opening.put("stream", session.stream());
        opening.put("shiftMillis", session.shift().toMillis());
        byte[] json = JSON.writeValueAsBytes(opening);
        out.writeBytes("2O");
        out.writeInt(json.length);
        out.write(json);
        out.flush();
        JsonNode answer = null;
        while (answer == null) {
            answer = frame(in);
        }
        return answer.path("position").asLong();
    }

    private void answer(DataInputStream in, long base) throws IOException {
        JsonNode result = frame(in);
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
        }
    }

    /** The next frame's JSON, or null for an acknowledgement, whose figures the result before it has said already. */
    private static @Nullable JsonNode frame(DataInputStream in) throws IOException {
        in.readByte();
        int type = in.readUnsignedByte();
        int number = in.readInt();
        if (type == 'A') {
            return null;
        }
        JsonNode json = JSON.readTree(new String(in.readNBytes(number), StandardCharsets.UTF_8));
        JsonNode error = json.get("error");
        if (error != null && !error.path("code").asString().equals("internal")) {
            throw new RefusedException(error.path("message").asString());
        }
        if (error != null) {
            throw new IOException(error.path("message").asString());
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
    private void skip(Lines lines, long position) throws IOException {
        if (position < firstInWindow - 1) {
            throw new RefusedException("The gateway holds %d events of the stream, but has acknowledged %d"
                    .formatted(position, firstInWindow - 1));
        }
        while (firstInWindow <= position && next(lines) != null) {
            skipped++;
            firstInWindow++;
        }
    }

    private byte @Nullable [] next(Lines lines) throws SourceException {
        try {
            byte[] line = lines.next();
            read += line == null ? 0 : 1;
            return line;
        } catch (IOException e) {
            throw new SourceException(e);
        }
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

    private static final class SourceException extends IOException {
        private static final long serialVersionUID = 1;
        private final IOException source;

        SourceException(IOException source) {
            super(source);
            this.source = source;
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
