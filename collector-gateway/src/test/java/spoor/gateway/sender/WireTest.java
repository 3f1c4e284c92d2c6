package spoor.gateway.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.gateway.frame.Decoded;
import spoor.gateway.frame.Frame;
import spoor.gateway.frame.FrameDecoder;

/** What the sender writes is what the gateway's decoder reads; what is no answer is refused. */
class WireTest {
    @Test
    void frames_areReadByTheGatewaysDecoder() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        Wire.open(out, new Session("c", "d", "t\"", "s", Duration.ofMillis(-5)), 0);
        Wire.open(out, new Session("c", "d", "", "s", Duration.ZERO, true, true), 9);
        Wire.skipped(out, 4_000_000_000L);
        Wire.clock(out, -2, Instant.parse("1969-12-31T23:59:59.999998Z"));
        Wire.event(out, -1, new byte[] {7, 0});
        ByteBuf in = Unpooled.wrappedBuffer(bytes.toByteArray());
        var frames = new FrameDecoder(100);
        assertThat(((Frame.Open) next(frames, in)).json())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"collector\":\"c\",\"dataset\":\"d\",\"token\":\"t\\\"\",\"stream\":\"s\",\"shiftMillis\":-5,\"clock\":\"tells\"}");
        assertThat(((Frame.Open) next(frames, in)).json())
                .asString(StandardCharsets.UTF_8)
                .endsWith("\"acknowledged\":9,\"clock\":\"stamps\"}");
        assertThat(next(frames, in)).isEqualTo(new Frame.Skipped(4_000_000_000L));
        assertThat(next(frames, in)).isEqualTo(new Frame.Clock(-2, -2));
        Frame.Json event = (Frame.Json) next(frames, in);
        assertThat(event.sequence()).isEqualTo(-1);
        assertThat(event.payload().bytes()).containsExactly(7, 0);
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void answers_areRead() throws IOException {
        assertThat(answer("2H", 1, "")).isEqualTo(new Answer.Present());
        assertThat(answer("2A", 7, "")).isEqualTo(new Answer.Acknowledged());
        assertThat(answer("2O", "{\"position\":5,\"shiftMillis\":0}")).isEqualTo(new Answer.Opened(5));
        assertThat(answer(
                        "2R",
                        "{\"received\":9,\"stored\":5,\"duplicate\":2,\"rejected\":1,\"malformed\":1,\"else\":null}"))
                .isEqualTo(new Answer.Progress(9, 2, 1, 1));
        assertThat(answer("2T", 7, "")).isEqualTo(new Answer.AskedClock(7));
        assertThat(answer("2O", "{\"error\":{\"code\":\"too_slow\",\"message\":\"m\"}}"))
                .isEqualTo(new Answer.Ended("too_slow", "m"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 20) + 1})
    void answerOfAnAbsurdLength_isRefusedBeforeItIsRead(int length) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> answer("2R", length, ""))
                .withMessageContaining("longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request", "2J....", "\0\0\0\0\0\0", "3A...."})
    void whatIsNoGateway_isToldSo(String answer) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Wire.answer(in(answer.getBytes(StandardCharsets.ISO_8859_1))))
                .withMessageContaining("no gateway");
    }

    @Test
    void brokenAnswers_areRefused() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer("2R", "{"));
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> answer("2R", 5, "{}"));
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> Wire.answer(in(new byte[] {'2'})));
    }

    private static Frame next(FrameDecoder frames, ByteBuf in) {
        return ((Decoded.Complete<Frame>) frames.next(in)).value();
    }

    private static Answer answer(String type, String json) throws IOException {
        return answer(type, json.length(), json);
    }

    private static Answer answer(String type, int number, String json) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeBytes(type);
        out.writeInt(number);
        out.writeBytes(json);
        return Wire.answer(in(bytes.toByteArray()));
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
