package spoor.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder as a pure function of bytes, wherever the network cuts them. */
class FrameDecoderTest {
    private static final int MAX_EVENT_BYTES = 64;

    /** Every kind of frame once, an event of exactly the greatest length and one a byte longer among them. */
    private static final byte[] CONVERSATION = join(
            frame('O', "{\"collector\":\"c\"}"),
            number('S', 7),
            join(number('T', 9), new byte[] {0, 0, 0, 0, 0, 0, 1, 2}),
            number('W', 4),
            event(1, "{}"),
            event(2, ""),
            event(3, "x".repeat(MAX_EVENT_BYTES)),
            event(4, "y".repeat(MAX_EVENT_BYTES + 1)),
            compressed(join(event(5, "{\"a\":1}"), number('W', 1), event(6, "{\"b\":2}"))));

    @Test
    void cutAtEveryByte_theFramesAreTheSame() {
        List<String> whole = decode(CONVERSATION);
        assertThat(whole)
                .containsExactly(
                        "open {\"collector\":\"c\"}",
                        "skipped 7",
                        "clock 9 258",
                        "window 4",
                        "1 {}",
                        "2 ",
                        "3 " + "x".repeat(MAX_EVENT_BYTES),
                        "4 65 of 65 bytes, hashed",
                        "5 {\"a\":1}",
                        "window 1",
                        "6 {\"b\":2}");
        for (int cut = 0; cut <= CONVERSATION.length; cut++) {
            assertThat(decode(
                            Arrays.copyOf(CONVERSATION, cut),
                            Arrays.copyOfRange(CONVERSATION, cut, CONVERSATION.length)))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
        assertThat(decode(everyByte(CONVERSATION))).isEqualTo(whole);
    }

    @RepeatedTest(50)
    void cutAtRandom_theFramesAreTheSame(RepetitionInfo seed) {
        var random = new SplittableRandom(seed.getCurrentRepetition());
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < CONVERSATION.length; ) {
            int to = Math.min(CONVERSATION.length, at + 1 + random.nextInt(20));
            pieces.add(Arrays.copyOfRange(CONVERSATION, at, to));
            at = to;
        }
        assertThat(decode(pieces.toArray(byte[][]::new)))
                .as("seed %d", seed.getCurrentRepetition())
                .isEqualTo(decode(CONVERSATION));
    }

    @RepeatedTest(200)
    void garbage_isCorruptOrIncompleteAndNeverThrows(RepetitionInfo seed) {
        byte[] bytes = new byte[200];
        var random = new SplittableRandom(seed.getCurrentRepetition());
        random.nextBytes(bytes);
        bytes[0] = '2';
        bytes[1] = (byte) "WJCOSTARx".charAt(random.nextInt(9));
        assertThat(decode(bytes)).as("seed %d", seed.getCurrentRepetition()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_EVENT_BYTES + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void hugeLength_isTakenForWhatItIsAndReservesNothing(int length) {
        byte[] head = join(new byte[] {'2', 'J', 0, 0, 0, 1}, number(length), new byte[10]);
        assertThat(decode(head)).isEmpty();
    }

    @Test
    void hugeOpening_isCorrupt() {
        assertThat(decode(join(new byte[] {'2', 'O'}, number(-1)))).containsExactly("corrupt");
    }

    @Test
    void bomb_isCorrupt() {
        byte[] bomb = compressed(new byte[2 << 20]);
        assertThat(bomb.length).isLessThan(8 << 10);
        assertThat(decode(bomb)).containsExactly("corrupt");
    }

    @Test
    void nestedCompression_isCorrupt() {
        assertThat(decode(compressed(compressed(event(1, "{}"))))).containsExactly("corrupt");
    }

    @Test
    void noZlib_isCorrupt() {
        assertThat(decode(frame('C', "not zlib"))).containsExactly("corrupt");
    }

    @Test
    void compressedThatEndsWithinAFrame_isCorrupt() {
        assertThat(decode(compressed(join(event(1, "{}"), Arrays.copyOf(event(2, "{}"), 8)))))
                .containsExactly("1 {}", "corrupt");
    }

    @Test
    void compressedOpening_isCorrupt() {
        assertThat(decode(compressed(frame('O', "{}")))).containsExactly("corrupt");
    }

    @Test
    void manyCompressedFramesOfNothing_areReadWithoutRecursion() {
        byte[] nothing = compressed(new byte[0]);
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 30_000; i++) {
            all.writeBytes(nothing);
        }
        all.writeBytes(event(1, "{}"));
        assertThat(decode(all.toByteArray())).containsExactly("1 {}");
    }

    @Test
    void compressedFrames_areHeldUntilTheyAreTaken() {
        var decoder = new FrameDecoder(MAX_EVENT_BYTES);
        byte[] frames = join(event(1, "{}"), event(2, "{}"));
        ByteBuf in = Unpooled.wrappedBuffer(compressed(frames));

        assertThat(decoder.next(in)).isInstanceOf(Decoded.Complete.class);
        assertThat(decoder.heldBytes()).isEqualTo(frames.length / 2);
        assertThat(decoder.next(in)).isInstanceOf(Decoded.Complete.class);
        assertThat(decoder.heldBytes()).isZero();
    }

    @Test
    void unknownTypeOrVersion_isCorrupt() {
        assertThat(decode(number('X', 1))).containsExactly("corrupt");
        assertThat(decode("1W....".getBytes(StandardCharsets.US_ASCII))).containsExactly("corrupt");
    }

    /** What a connection would see of these pieces, in words. */
    private static List<String> decode(byte[]... pieces) {
        var decoder = new FrameDecoder(MAX_EVENT_BYTES);
        ByteBuf in = Unpooled.buffer();
        List<String> frames = new ArrayList<>();
        for (byte[] piece : pieces) {
            in.writeBytes(piece);
            boolean isWaiting = false;
            while (!isWaiting) {
                switch (decoder.next(in)) {
                    case Decoded.Complete<Frame>(Frame frame) -> frames.add(words(frame));
                    case Decoded.Incomplete<Frame> _ -> isWaiting = true;
                    case Decoded.Corrupt<Frame> _ -> {
                        frames.add("corrupt");
                        assertThat(in.release()).isTrue();
                        return frames;
                    }
                }
            }
            in.discardReadBytes();
        }
        // Nothing that was decoded still holds on to the connection's buffer.
        assertThat(in.release()).isTrue();
        return frames;
    }

    private static String words(Frame frame) {
        return switch (frame) {
            case Frame.Window(long events) -> "window " + events;
            case Frame.Skipped(long events) -> "skipped " + events;
            case Frame.Clock(int question, long micros) -> "clock " + question + " " + micros;
            case Frame.Open(byte[] json) -> "open " + new String(json, StandardCharsets.UTF_8);
            case Frame.Json(int sequence, Payload payload) ->
                sequence
                        + (payload.sha256().isEmpty()
                                ? " " + new String(payload.bytes(), StandardCharsets.UTF_8)
                                : " %d of %d bytes, hashed".formatted(payload.bytes().length, payload.length()));
        };
    }

    private static byte[] event(int sequence, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return join(new byte[] {'2', 'J'}, number(sequence), number(bytes.length), bytes);
    }

    private static byte[] frame(char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return join(new byte[] {'2', (byte) type}, number(bytes.length), bytes);
    }

    private static byte[] number(char type, int number) {
        return join(new byte[] {'2', (byte) type}, number(number));
    }

    private static byte[] number(int number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private static byte[] compressed(byte[] frames) {
        try (var deflater = new Deflater()) {
            deflater.setInput(frames);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] piece = new byte[1024];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return join(new byte[] {'2', 'C'}, number(out.size()), out.toByteArray());
        }
    }

    private static byte[][] everyByte(byte[] bytes) {
        byte[][] pieces = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            pieces[i] = new byte[] {bytes[i]};
        }
        return pieces;
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
