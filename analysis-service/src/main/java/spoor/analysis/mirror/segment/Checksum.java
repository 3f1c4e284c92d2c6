package spoor.analysis.mirror.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720, appendix B.4), as a number from 0 to 2³² − 1. */
final class Checksum {
    private static final int BLOCK_BYTES = 1 << 20;

    private Checksum() {}

    static long of(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    static long of(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(block.clear()) >= 0) {
                checksum.update(block.flip());
            }
        }
        return checksum.getValue();
    }
}
