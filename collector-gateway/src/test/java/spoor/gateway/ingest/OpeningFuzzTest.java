package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.frame.Frame;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any opening: it is understood to the letter, or refused in words for people. */
class OpeningFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Reader READER = new Reader(Mappings.bundled(), CLOCK, 1_000);

    /** Without a token, so that the fuzzer need not guess one. */
    private static final Access OPEN_TO_ALL = new Access("", false);

    private static final int LONGEST_MESSAGE = 500;

    @FuzzTest(maxDuration = "60s")
    void opening_isUnderstoodToTheLetterOrRefusedInWords(byte[] json) {
        var conversation = new Conversation("peer", OPEN_TO_ALL, READER, new Clocks(), 1_000);
        List<Action> actions = conversation.receive(new Frame.Open(json));
        assertThat(actions).hasSize(1);
        switch (actions.getFirst()) {
            case Action.Open open -> {
                JsonNode said = JSON.readTree(json);
                StreamKey key = open.stream();
                assertThat(key.collector()).isEqualTo(said.get("collector").stringValue());
                assertThat(key.stream()).isEqualTo(said.get("stream").stringValue());
                assertThat(key.dataset())
                        .isEqualTo(
                                isThere(said, "dataset") ? said.get("dataset").stringValue() : "default");
                assertThat(open.shift().toMillis())
                        .isEqualTo(
                                isThere(said, "shiftMillis")
                                        ? said.get("shiftMillis").longValue()
                                        : 0);
                assertThat(open.acknowledged())
                        .isEqualTo(
                                isThere(said, "acknowledged")
                                        ? said.get("acknowledged").longValue()
                                        : 0)
                        .isNotNegative();
                assertThat(conversation.isOpening()).isTrue();
                assertThat(conversation.opened(key, new StreamState(0, open.shift())))
                        .isNotEmpty();
            }
            case Action.End(String code, String message) -> {
                assertThat(code).isEqualTo("invalid_request");
                assertThat(message)
                        .isNotBlank()
                        .hasSizeLessThan(LONGEST_MESSAGE)
                        .doesNotContain(
                                "spoor.gateway", "tools.jackson", "`JsonToken", "`StreamRead", "`Deserialization");
                assertThat(conversation.isOver()).isTrue();
            }
            default -> throw new AssertionError("No answer to an opening: " + actions);
        }
    }

    private static boolean isThere(JsonNode said, String name) {
        return said.hasNonNull(name);
    }
}
