package spoor.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any bytes, however cut: each is in a line, ends one, or waits for the end of its own. */
class LineSplitterFuzzTest {
    private static final int MAX_LINE_BYTES = 64;
    private static final int KEPT_BYTES = 64 * 1024;

    @FuzzTest(maxDuration = "60s")
    void lines_areWhatStandsBetweenLineFeeds_howeverTheBytesAreCut(byte[] bytes) {
        List<byte[]> expected = Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("\n"))
                .filter(line -> !line.isEmpty())
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        for (List<byte[]> pieces : Pieces.waysToCut(bytes)) {
            List<Payload> lines = lines(pieces);
            assertThat(lines).hasSameSizeAs(expected);
            for (int i = 0; i < lines.size(); i++) {
                assertIs(lines.get(i), expected.get(i));
            }
        }
    }

    private static void assertIs(Payload line, byte[] expected) {
        boolean isKept = expected.length <= MAX_LINE_BYTES;
        assertThat(line.length()).isEqualTo(expected.length);
        assertThat(line.bytes())
                .isEqualTo(isKept ? expected : Arrays.copyOf(expected, Math.min(expected.length, KEPT_BYTES)));
        assertThat(line.sha256()).hasSize(isKept ? 0 : 64);
    }

    private static List<Payload> lines(List<byte[]> pieces) {
        var splitter = new LineSplitter(MAX_LINE_BYTES);
        List<Payload> lines = new ArrayList<>();
        for (byte[] piece : pieces) {
            ByteBuf in = Unpooled.wrappedBuffer(piece);
            while (splitter.next(in) instanceof Decoded.Complete<Payload>(Payload line)) {
                lines.add(line);
            }
            assertThat(in.isReadable()).as("everything is taken").isFalse();
            assertThat(splitter.heldBytes()).isBetween(0, Math.max(MAX_LINE_BYTES, KEPT_BYTES));
            assertThat(in.refCnt()).isEqualTo(1);
            in.release();
        }
        splitter.rest().ifPresent(lines::add);
        assertThat(splitter.isWithinLine()).isFalse();
        return lines;
    }
}
