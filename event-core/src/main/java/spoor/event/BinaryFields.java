package spoor.event;

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

/**
 * Fields of rows as PostgreSQL's COPY has them (documentation of COPY, "Binary Format"), one after another in an array that grows: each is its
 * length in bytes as a number of 32 bits, −1 where it is absent, and its value. All numbers are big-endian, text is UTF-8. Not
 * thread-safe.
 */
public final class BinaryFields {
    static final int ABSENT = -1;

    private static final long EPOCH = Micros.of(Instant.parse("2000-01-01T00:00:00Z"));
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);

    private static final VarHandle INT2 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT4 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT8 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    /** @param capacity that is likely to do, in bytes; not 0 */
    public BinaryFields(int capacity) {
        bytes = new byte[capacity];
    }

    public BinaryFields int4(int value) {
        putInt(Integer.BYTES);
        return putInt(value);
    }

    public BinaryFields int8(long value) {
        ensure(Integer.BYTES + Long.BYTES);
        INT4.set(bytes, length, Long.BYTES);
        INT8.set(bytes, length + Integer.BYTES, value);
        length += Integer.BYTES + Long.BYTES;
        return this;
    }

    public BinaryFields int8(@Nullable Long value) {
        return value == null ? absent() : int8(value.longValue());
    }

    /** Text; U+0000, which PostgreSQL cannot hold, becomes U+2400. */
    public BinaryFields text(@Nullable String value) {
        if (value == null) {
            return absent();
        }
        String storable = value.indexOf('\0') < 0 ? value : value.replace('\0', '\u2400');
        byte[] utf8 = storable.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        return put(utf8);
    }

    public BinaryFields timestamp(@Nullable Instant value) {
        return value == null ? absent() : int8(Micros.of(value) - EPOCH);
    }

    public BinaryFields date(LocalDate value) {
        return int4(Math.toIntExact(ChronoUnit.DAYS.between(DAY_ZERO, value)));
    }

    /** A number of 16 bits, without a length before it. */
    public BinaryFields putShort(int value) {
        ensure(Short.BYTES);
        INT2.set(bytes, length, (short) value);
        length += Short.BYTES;
        return this;
    }

    /** A number of 32 bits, without a length before it. */
    public BinaryFields putInt(int value) {
        ensure(Integer.BYTES);
        INT4.set(bytes, length, value);
        length += Integer.BYTES;
        return this;
    }

    /** Bytes as they are, without their length before them. */
    public BinaryFields put(byte[] some) {
        ensure(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
        return this;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Hands on what was put, and is empty then. */
    public void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    private BinaryFields absent() {
        return putInt(ABSENT);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }
}
