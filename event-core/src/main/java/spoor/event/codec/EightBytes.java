package spoor.event.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at once as one number, the first of them lowest. */
final class EightBytes {
    /** The lowest bit of each. */
    static final long ONES = 0x0101_0101_0101_0101L;

    /** The highest bit of each. */
    static final long SIGNS = 0x8080_8080_8080_8080L;

    private static final VarHandle VIEW = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    /** Those from {@code start}, which must all be there. */
    static long at(byte[] bytes, int start) {
        return (long) VIEW.get(bytes, start);
    }
}
