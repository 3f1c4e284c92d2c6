package spoor.storage.postgres;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a batch's entries as one zstd frame. Inside: the number of entries and the length of each as 32-bit big-endian
 * numbers, then the entries one after another.
 */
final class RawBlock {
    private static final int LEVEL = 1;

    private RawBlock() {}

    static byte[] pack(List<byte[]> entries) {
        int length = entries.stream()
                .mapToInt(entry -> entry.length)
                .reduce(Integer.BYTES * (entries.size() + 1), Math::addExact);
        ByteBuffer plain = ByteBuffer.allocate(length).putInt(entries.size());
        entries.forEach(entry -> plain.putInt(entry.length));
        entries.forEach(plain::put);
        return Zstd.compress(plain.array(), LEVEL);
    }

    static List<byte[]> unpack(byte[] block) {
        ByteBuffer plain = ByteBuffer.wrap(Zstd.decompress(block, Math.toIntExact(Zstd.getFrameContentSize(block))));
        var entries = new ArrayList<byte[]>(plain.getInt());
        int count = plain.getInt(0);
        for (int i = 0; i < count; i++) {
            entries.add(new byte[plain.getInt()]);
        }
        entries.forEach(plain::get);
        return entries;
    }
}
