package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import spoor.event.Correction;
import spoor.event.mapping.Mappings;
import spoor.gateway.frame.Payload;

class FootprintTest {
    private static final Reader READER =
            new Reader(Mappings.bundled(), InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), 10_000);

    @Test
    void smallEvent_takesFarMoreThanItsBytes() {
        assertThat(bytes("{}")).isGreaterThan(500);
        assertThat(bytes("")).isGreaterThan(500);
    }

    @Test
    void fieldsThatAreNoColumns_takeTheirBytesAlone() {
        String name = "x".repeat(200);
        String few = "{\"" + name + "\":{\"a\":1}}";
        String many = "{\"" + name + "\":{\"a\":1,\"b\":1,\"c\":1}}";
        assertThat(bytes(many) - bytes(few)).isEqualTo(many.length() - few.length());
    }

    @Test
    void fieldThatIsAColumn_takesItsBytesAndItsValues() {
        String few = "{\"process\":{\"name\":\"x\"}}";
        String many = "{\"process\":{\"name\":\"x23456789\"}}";
        assertThat(bytes(many) - bytes(few)).isEqualTo(2 * 8);
    }

    private static long bytes(String json) {
        return Footprint.bytes(READER.read(Payload.whole(json.getBytes(StandardCharsets.UTF_8)), Correction.none()));
    }
}
