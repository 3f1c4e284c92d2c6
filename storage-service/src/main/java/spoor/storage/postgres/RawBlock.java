package spoor.storage.postgres;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a batch's entries as one zstd frame. Inside: the number of entries and the length of each as 32-bit big-endian
 * numbers, then the entries one after another.
 */
final class RawBlock {
    private RawBlock() {}

    static byte[] pack(List<byte[]> entries) {
        int length = entries.stream()
                .mapToInt(entry -> entry.length)
                .reduce(Integer.BYTES * (entries.size() + 1), Math::addExact);
        ByteBuffer plain = ByteBuffer.allocate(length).putInt(entries.size());
        entries.forEach(entry -> plain.putInt(entry.length));
        entries.forEach(plain::put);
        return Block.pack(plain.array());
    }

    /** @throws DamagedBlockException if it is not what {@link #pack} gave */
    static List<byte[]> unpack(byte[] block) {
        return Block.unpack(block, RawBlock::entries);
    }

    private static List<byte[]> entries(ByteBuffer plain) {
        int[] lengths = new int[Block.count(plain, Integer.BYTES)];
        Arrays.setAll(lengths, _ -> plain.getInt());
        var entries = new ArrayList<byte[]>(lengths.length);
        for (int length : lengths) {
            entries.add(Block.bytes(plain, length));
        }
        return entries;
    }
}
