package spoor.gateway.sender;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import spoor.event.codec.JsonFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The frames of the sending side, written and read; see {@code docs/protocol.md}. */
final class Wire {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    /** No answer is as long; a longer one is none. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private Wire() {}

    /** {@code 2H} */
    static void knock(DataOutput out) throws IOException {
        out.writeBytes("2H");
        out.writeInt(VERSION);
    }

    /**
     * {@code 2O}
     *
     * @param acknowledged how many of the stream's events are known to be stored
     */
    static void open(DataOutput out, Session session, long acknowledged) throws IOException {
        Map<String, Object> opening = new LinkedHashMap<>();
        opening.put("collector", session.collector());
        opening.put("dataset", session.dataset());
        opening.put("token", session.token());
        opening.put("stream", session.stream());
        opening.put("shiftMillis", session.shift().toMillis());
        if (acknowledged > 0) {
            opening.put("acknowledged", acknowledged);
        }
        opening.put("clock", session.stampsEvents() ? "stamps" : "tells");
        byte[] json = JSON.writeValueAsBytes(opening);
        out.writeBytes("2O");
        out.writeInt(json.length);
        out.write(json);
    }

    /** {@code 2S} */
    static void skipped(DataOutput out, long events) throws IOException {
        out.writeBytes("2S");
        out.writeInt((int) events);
    }

    /** {@code 2J} */
    static void event(DataOutput out, int sequence, byte[] event) throws IOException {
        out.writeBytes("2J");
        out.writeInt(sequence);
        out.writeInt(event.length);
        out.write(event);
    }

    /** {@code 2T} */
    static void clock(DataOutput out, int question, Instant shown) throws IOException {
        out.writeBytes("2T");
        out.writeInt(question);
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, shown));
    }

    /**
     * The next answer.
     *
     * @throws StrangerException if what comes is no answer of a gateway's
     * @throws IOException if the connection ends
     */
    static Answer answer(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int number = in.readInt();
        if (version != '2' || "HAORT".indexOf(type) < 0) {
            throw new StrangerException("What answers is no gateway of Spoor: a frame starts with bytes %d and %d"
                    .formatted(version, type));
        }
        if (type == 'H') {
            return new Answer.Present();
        }
        if (type == 'A') {
            return new Answer.Acknowledged();
        }
        if (type == 'T') {
            return new Answer.AskedClock(number);
        }
        JsonNode json = json(in, number);
        if (type == 'R') {
            return new Answer.Progress(
                    count(json, "received"),
                    count(json, "duplicate"),
                    count(json, "rejected"),
                    count(json, "malformed"));
        }
        JsonNode error = json.get("error");
        return error == null
                ? new Answer.Opened(count(json, "position"))
                : new Answer.Ended(text(error, "code"), text(error, "message"));
    }

    private static long count(JsonNode json, String name) throws IOException {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IOException("An answer's '%s' is no number of events".formatted(name));
        }
        return value.longValue();
    }

    private static String text(JsonNode json, String name) throws IOException {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IOException("An answer's '%s' is no text".formatted(name));
        }
        return value.stringValue();
    }

    private static JsonNode json(DataInput in, int length) throws IOException {
        if (length < 0 || length > MAX_ANSWER_BYTES) {
            throw new IOException("An answer of %d bytes is longer than %d"
                    .formatted(Integer.toUnsignedLong(length), MAX_ANSWER_BYTES));
        }
        byte[] json = new byte[length];
        in.readFully(json);
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IOException("An answer is no JSON: " + JsonFault.of(e).reason(), e);
        }
    }

    /** Something else than a gateway answers. */
    static final class StrangerException extends IOException {
        private static final long serialVersionUID = 1;

        StrangerException(String message) {
            super(message);
        }
    }
}
