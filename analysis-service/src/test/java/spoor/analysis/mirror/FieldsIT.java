package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.analysis.mirror.segment.Sketch;
import spoor.request.ErrorCode;
import spoor.request.RequestException;

class FieldsIT {
    private static final int EVENTS = 20_000;

    /** More than are merged into one, and something beside it. */
    private static final int PARTS = 12;

    private static final int EACH = 2_000;

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
            assertThat(each.distinct()).isCloseTo(EVENTS, withinPercentage(10));
            assertThat(fields.get("id")).isEqualTo(new Mirror.FieldSummary("id", "text", EVENTS, EVENTS, false));
        }
    }

    /** Some lie in segments of their own, some in segments that are merged, and some nowhere yet. */
    @Test
    void parts_haveTheStatisticsOfTheWhole() {
        try (Office office = new Office(folder.resolve("mirror"))) {
            Set<Integer> some = new HashSet<>();
            Random random = new Random(3);
            for (int part = 0; part < PARTS; part++) {
                int first = part * EACH;
                office.write(
                        0,
                        IntStream.range(first, first + EACH)
                                .mapToObj(i -> {
                                    int value = random.nextInt(Sketch.MOST_HASHES);
                                    some.add(value);
                                    // A value that is a number in one part and a text in the next is one value.
                                    String mixed = i / EACH % 2 == 0 ? "7" : "\"7\"";
                                    return "{\"each\":%d,\"some\":%d,\"mixed\":%s}".formatted(i, value, mixed);
                                })
                                .toArray(String[]::new));
                if (part < PARTS - 1) {
                    office.bringToDisk();
                }
            }
            Map<String, Mirror.FieldSummary> fields = office.mirror().fields("office").stream()
                    .collect(Collectors.toMap(Mirror.FieldSummary::name, Function.identity()));
            int all = PARTS * EACH;
            assertThat(fields.get("some")).isEqualTo(new Mirror.FieldSummary("some", "long", all, some.size(), false));
            assertThat(fields.get("mixed")).isEqualTo(new Mirror.FieldSummary("mixed", "text", all, 1, false));
            assertThat(fields.get("each").estimated()).isTrue();
            assertThat(fields.get("each").events()).isEqualTo(all);
            assertThat(fields.get("each").distinct()).isCloseTo(all, withinPercentage(10));
        }
    }

    /** What is not to be seen any more is in the statistics that were kept. */
    @Test
    void segmentWithAReplacedBatch_isReadAgain() {
        try (Office office = new Office(folder.resolve("mirror"))) {
            for (int part = 0; part < 3; part++) {
                office.write(0, someOfEachType(part * EACH));
            }
            office.bringToDisk();
            List<Mirror.FieldSummary> expected = office.mirror().fields("office");
            assertThat(expected).extracting(Mirror.FieldSummary::events).contains(3L * EACH);
            office.store.reread(1, new Office.Plain());
            assertThat(office.mirror().fields("office")).isEqualTo(expected);
        }
    }

    /** Of a segment all of which is to be seen its statistics are read, and of another its events. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostFile_isReadFromTheStoreAgain(boolean isWhole) throws IOException {
        try (Office office = new Office(folder.resolve("mirror"))) {
            for (int part = 0; part < 3; part++) {
                office.write(0, someOfEachType(part * EACH));
            }
            office.bringToDisk();
            List<Mirror.FieldSummary> expected = office.mirror().fields("office");
            if (!isWhole) {
                office.store.reread(1, new Office.Plain());
                assertThat(office.mirror().fields("office")).isEqualTo(expected);
            }
            try (var files = Files.list(folder.resolve("mirror/segments"))) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsMatching(
                            e -> e instanceof RequestException refused && refused.code() == ErrorCode.MIRROR_BEHIND)
                    .until(() -> office.mirror().fields("office"), expected::equals);
        }
    }

    private static String[] someOfEachType(int first) {
        return IntStream.range(first, first + EACH)
                .mapToObj(i -> "{\"text\":\"t%d\",\"long\":%d,\"double\":%d.5,\"boolean\":%s,\"some\":%s}"
                        .formatted(i % 70, i % 60, i % 50, i % 2 == 0, i % 3 == 0 ? "1e300" : "null"))
                .toArray(String[]::new);
    }
}
