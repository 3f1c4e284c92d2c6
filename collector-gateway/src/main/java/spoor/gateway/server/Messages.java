package spoor.gateway.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The frames that the gateway sends; see {@code docs/protocol.md}. */
final class Messages {
    private static final JsonMapper JSON = new JsonMapper();

    private Messages() {}

    /** {@code 2A}: everything up to this event is committed. */
    static ByteBuf ack(int sequence) {
        return Unpooled.buffer(6).writeByte('2').writeByte('A').writeInt(sequence);
    }

    /** {@code 2T}: what does the collector's clock show? */
    static ByteBuf clock(int question) {
        return Unpooled.buffer(6).writeByte('2').writeByte('T').writeInt(question);
    }

    /** {@code 2O} or {@code 2R}: a type and JSON. */
    static ByteBuf of(char type, Object body) {
        byte[] json = JSON.writeValueAsBytes(body);
        return Unpooled.buffer(6 + json.length)
                .writeByte('2')
                .writeByte(type)
                .writeInt(json.length)
                .writeBytes(json);
    }

    /** {@code 2O} that ends a connection. */
    static ByteBuf error(String code, String message) {
        return of('O', Map.of("error", Map.of("code", code, "message", message)));
    }
}
