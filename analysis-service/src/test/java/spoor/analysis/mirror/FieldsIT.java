package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldsIT {
    private static final int EVENTS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void fewValues_areCounted_manyAreEstimatedAndSaidToBe() {
        try (Office office = new Office(folder.resolve("mirror"))) {
            office.write(
                    0,
                    IntStream.range(0, EVENTS)
                            .mapToObj(i -> "{\"each\":\"e%d\",\"some\":%d,\"even\":%s}"
                                    .formatted(i, i % 10_000, i % 2 == 0 ? "true" : "null"))
                            .toArray(String[]::new));
            Map<String, Mirror.FieldSummary> fields = office.mirror().fields("office").stream()
                    .collect(Collectors.toMap(Mirror.FieldSummary::name, Function.identity()));
            assertThat(fields.get("some")).isEqualTo(new Mirror.FieldSummary("some", "long", EVENTS, 10_000, false));
            assertThat(fields.get("even")).isEqualTo(new Mirror.FieldSummary("even", "boolean", EVENTS / 2, 1, false));
            Mirror.FieldSummary each = fields.get("each");
            assertThat(each.estimated()).isTrue();
            assertThat(each.events()).isEqualTo(EVENTS);
            assertThat(each.distinct()).isCloseTo(EVENTS, withinPercentage(15));
        }
    }
}
