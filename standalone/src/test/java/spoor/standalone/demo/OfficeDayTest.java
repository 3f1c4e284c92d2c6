package spoor.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OfficeDayTest {
    private static final List<JsonNode> EVENTS =
            OfficeDay.lines(2016).stream().map(JsonMapper.shared()::readTree).toList();

    @Test
    void sameSeed_givesTheSameBytes() {
        List<byte[]> one = OfficeDay.lines(7);
        List<byte[]> other = OfficeDay.lines(7);
        assertThat(one.toArray(byte[][]::new)).isDeepEqualTo(other.toArray(byte[][]::new));
        assertThat(Arrays.hashCode(OfficeDay.lines(8).getFirst())).isNotEqualTo(Arrays.hashCode(one.getFirst()));
    }

    @Test
    void events_areInOrderOfTimeAndSayThatTheyAreGenerated() {
        assertThat(EVENTS).isSortedAccordingTo((a, b) -> at(a).compareTo(at(b)));
        assertThat(EVENTS)
                .allMatch(event -> event.path("event.provider").asString().contains("generated"));
    }

    @Test
    void fileEvents_burstBetweenFiveAndSix() {
        Map<Integer, Long> byHour = EVENTS.stream()
                .filter(event -> event.path("event.action").asString().startsWith("file_"))
                .collect(Collectors.groupingBy(
                        event -> at(event).atZone(ZoneOffset.UTC).getHour(), Collectors.counting()));
        long loudestOther = byHour.entrySet().stream()
                .filter(hour -> hour.getKey() != 17)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElseThrow();
        assertThat(byHour.get(17)).isGreaterThan(5 * loudestOther);
    }

    @Test
    void unusualChain_isOnOneHostOnly() {
        assertThat(EVENTS)
                .filteredOn(
                        event -> event.path("process.parent.name").asString("").equals("winword.exe"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("process.name").asString()).isEqualTo("cmd.exe");
                    assertThat(event.path("host.name").asString()).isEqualTo("WS-07");
                });
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.path("@timestamp").asString());
    }
}
