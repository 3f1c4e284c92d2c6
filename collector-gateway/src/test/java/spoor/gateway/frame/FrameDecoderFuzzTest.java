package spoor.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Any bytes, however cut: every one is in a frame or waits, and the frames are those that the protocol says. */
class FrameDecoderFuzzTest {
    private static final int MAX_EVENT_BYTES = 64;
    private static final int MOST_HELD_BYTES = (64 << 20) + MAX_EVENT_BYTES;

    @FuzzTest(maxDuration = "60s")
    void frames_areThoseOfTheProtocol_howeverTheBytesAreCut(byte[] bytes) {
        List<String> expected = ReferenceFrames.words(bytes, MAX_EVENT_BYTES);
        for (List<byte[]> pieces : Pieces.waysToCut(bytes)) {
            assertThat(decoded(pieces, expected.getLast())).isEqualTo(expected);
        }
    }

    private static List<String> decoded(List<byte[]> pieces, String end) {
        var decoder = new FrameDecoder(MAX_EVENT_BYTES);
        ByteBuf in = Unpooled.buffer();
        List<String> words = new ArrayList<>();
        for (byte[] piece : pieces) {
            in.writeBytes(piece);
            int before = in.readableBytes();
            boolean isIncomplete = false;
            while (!isIncomplete) {
                switch (decoder.next(in)) {
                    case Decoded.Complete<Frame>(Frame frame) -> {
                        words.add(ReferenceFrames.word(frame));
                    }
                    case Decoded.Incomplete<Frame> _ -> isIncomplete = true;
                    case Decoded.Corrupt<Frame>(String reason) -> {
                        assertThat(reason).isNotBlank();
                        words.add("corrupt");
                        release(in);
                        return words;
                    }
                }
                assertThat(decoder.heldBytes()).isBetween(0, MOST_HELD_BYTES);
            }
            if (!decoder.isWithinOversized()) {
                assertThat(decoder.heldBytes())
                        .as("of compressed frames none waits")
                        .isZero();
            }
            assertThat(in.readableBytes()).isLessThanOrEqualTo(before);
            in.discardReadBytes();
        }
        // The beginning of an oversized event is hashed and gone; that it waits shows when its end has come.
        words.add(decoder.isWithinOversized() ? end : in.readableBytes() + " bytes wait");
        release(in);
        return words;
    }

    /** Nothing that was decoded holds on to the connection's buffer. */
    private static void release(ByteBuf in) {
        assertThat(in.refCnt()).isEqualTo(1);
        in.release();
    }
}
