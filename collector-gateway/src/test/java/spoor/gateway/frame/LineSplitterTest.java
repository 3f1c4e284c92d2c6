package spoor.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private static final int MAX_LINE_BYTES = 16;
    private static final byte[] LINES =
            "{\"a\":1}\n\n\r\nn\0l\n0123456789abcdef\n0123456789abcdefg\nlast".getBytes(StandardCharsets.UTF_8);

    @Test
    void cutAtEveryByte_theLinesAreTheSame() {
        List<String> whole = split(LINES);
        assertThat(whole)
                .containsExactly("{\"a\":1}", "\r", "n\0l", "0123456789abcdef", "0123456789abcdefg (17)", "last");
        for (int cut = 0; cut <= LINES.length; cut++) {
            assertThat(split(Arrays.copyOf(LINES, cut), Arrays.copyOfRange(LINES, cut, LINES.length)))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void invalidUtf8_keepsItsBytes() {
        byte[] bad = {(byte) 0xff, (byte) 0xfe, 'x', '\n'};
        var splitter = new LineSplitter(MAX_LINE_BYTES);
        assertThat(splitter.next(Unpooled.wrappedBuffer(bad)))
                .isInstanceOfSatisfying(
                        Decoded.Complete.class,
                        line -> assertThat(((Payload) line.value()).bytes()).isEqualTo(Arrays.copyOf(bad, 3)));
    }

    @Test
    void oversizedLine_keepsHeadLengthAndDigest() throws Exception {
        byte[] line = new byte[200_000];
        Arrays.fill(line, (byte) 'z');
        var splitter = new LineSplitter(100_000);
        ByteBuf in = Unpooled.buffer().writeBytes(line).writeByte('\n');
        Payload payload = ((Decoded.Complete<Payload>) splitter.next(in)).value();
        assertThat(payload.bytes()).isEqualTo(Arrays.copyOf(line, 65_536));
        assertThat(payload.length()).isEqualTo(200_000);
        assertThat(payload.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(line)));
        assertThat(splitter.isWithinLine()).isFalse();
    }

    private static List<String> split(byte[]... pieces) {
        var splitter = new LineSplitter(MAX_LINE_BYTES);
        List<String> lines = new ArrayList<>();
        for (byte[] piece : pieces) {
            ByteBuf in = Unpooled.wrappedBuffer(piece);
            while (splitter.next(in) instanceof Decoded.Complete<Payload>(Payload line)) {
                lines.add(words(line));
            }
        }
        splitter.rest().map(LineSplitterTest::words).ifPresent(lines::add);
        return lines;
    }

    private static String words(Payload line) {
        return new String(line.bytes(), StandardCharsets.UTF_8)
                + (line.sha256().isEmpty() ? "" : " (" + line.length() + ")");
    }
}
