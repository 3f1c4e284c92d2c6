package spoor.storage.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Encodes rows in the binary format of PostgreSQL's COPY (documentation of COPY, "Binary Format"). */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final LocalDate POSTGRES_DAY_ZERO = LocalDate.of(2000, 1, 1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);

    BinaryCopy() {
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0); // flags
            out.writeInt(0); // header extension
        });
    }

    BinaryCopy row(int columns) {
        return write(() -> out.writeShort(columns));
    }

    BinaryCopy int4(int value) {
        return write(() -> {
            out.writeInt(Integer.BYTES);
            out.writeInt(value);
        });
    }

    BinaryCopy int8(@Nullable Long value) {
        return write(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(Long.BYTES);
                out.writeLong(value);
            }
        });
    }

    /** Text; U+0000, which PostgreSQL cannot hold, becomes U+2400. */
    BinaryCopy text(@Nullable String value) {
        return write(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                byte[] utf8 = value.replace('\0', '\u2400').getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        });
    }

    BinaryCopy timestamp(@Nullable Instant value) {
        return int8(value == null ? null : ChronoUnit.MICROS.between(POSTGRES_EPOCH, value));
    }

    BinaryCopy date(LocalDate value) {
        return int4(Math.toIntExact(ChronoUnit.DAYS.between(POSTGRES_DAY_ZERO, value)));
    }

    byte[] end() {
        write(() -> out.writeShort(-1));
        return bytes.toByteArray();
    }

    private interface Output {
        void run() throws IOException;
    }

    private BinaryCopy write(Output output) {
        try {
            output.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }
}
