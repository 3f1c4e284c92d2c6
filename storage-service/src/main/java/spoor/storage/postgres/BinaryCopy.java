package spoor.storage.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import spoor.event.Micros;

/**
 * Encodes rows in the binary format of PostgreSQL's COPY (documentation of COPY, "Binary Format"), into one array that is handed on
 * whenever it is full, so that the server works on the first rows while the next are encoded.
 */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final long POSTGRES_EPOCH = Micros.of(Instant.parse("2000-01-01T00:00:00Z"));
    private static final LocalDate POSTGRES_DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final int NULL = -1;
    private static final int FULL = 64 << 10;

    private static final VarHandle INT2 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT4 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT8 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final OutputStream out;
    private byte[] bytes = new byte[2 * FULL];
    private int length;

    /** @param out takes the rows; left open */
    BinaryCopy(OutputStream out) {
        this.out = out;
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        length = SIGNATURE.length;
        putInt(0); // flags
        putInt(0); // header extension
    }

    /** Begins a row; what was encoded before may be handed on. */
    BinaryCopy row(int columns) throws IOException {
        if (length >= FULL) {
            flush();
        }
        putShort(columns);
        return this;
    }

    BinaryCopy int4(int value) {
        putInt(Integer.BYTES);
        putInt(value);
        return this;
    }

    BinaryCopy int8(long value) {
        ensure(Integer.BYTES + Long.BYTES);
        INT4.set(bytes, length, Long.BYTES);
        INT8.set(bytes, length + Integer.BYTES, value);
        length += Integer.BYTES + Long.BYTES;
        return this;
    }

    BinaryCopy int8(@Nullable Long value) {
        return value == null ? absent() : int8(value.longValue());
    }

    /** Text; U+0000, which PostgreSQL cannot hold, becomes U+2400. */
    BinaryCopy text(@Nullable String value) {
        if (value == null) {
            return absent();
        }
        String storable = value.indexOf('\0') < 0 ? value : value.replace('\0', '\u2400');
        byte[] utf8 = storable.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    BinaryCopy timestamp(@Nullable Instant value) {
        return value == null ? absent() : int8(Micros.of(value) - POSTGRES_EPOCH);
    }

    BinaryCopy date(LocalDate value) {
        return int4(Math.toIntExact(ChronoUnit.DAYS.between(POSTGRES_DAY_ZERO, value)));
    }

    /** Ends the rows, and hands on what is left. */
    void end() throws IOException {
        putShort(-1);
        flush();
    }

    private BinaryCopy absent() {
        putInt(NULL);
        return this;
    }

    private void putShort(int value) {
        ensure(Short.BYTES);
        INT2.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    private void putInt(int value) {
        ensure(Integer.BYTES);
        INT4.set(bytes, length, value);
        length += Integer.BYTES;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }

    private void flush() throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }
}
