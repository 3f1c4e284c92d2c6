package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.testkit.Full;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmarks measure what they say; how quick anything is, no test tells. */
class BenchIT {
    @TempDir
    private Path folder;

    @Test
    void ingest_measuresEachWayAndLeavesNothingBehind() throws Exception {
        try (var bench =
                SpoorProcess.run(folder, "bench", "ingest", "--events", "3000", "--runs", "1", "--data", "measured")) {
            assertThat(bench.exitCode()).as(bench::errors).isZero();
            List<JsonNode> figures =
                    bench.output().lines().map(new JsonMapper()::readTree).toList();
            assertThat(figures)
                    .extracting(figure -> figure.path("step").asString() + " "
                            + figure.path("engine").asString())
                    .contains(
                            "copy psql-copy",
                            "one_connection spoor",
                            "four_connections spoor",
                            "half_load spoor",
                            "stored spoor",
                            "four_connections_with_mirror spoor");
            assertThat(figures)
                    .filteredOn(figure -> figure.has("seconds"))
                    .allSatisfy(figure ->
                            assertThat(figure.path("events_per_s").asLong()).isPositive());
            assertThat(folder.resolve("measured")).doesNotExist();
        }
    }

    @Test
    void benchThatIsEnded_endsTheServicesThatItStarted() throws Exception {
        try (var bench = SpoorProcess.run(folder, "bench", "table", "--events", "3000", "--data", "measured")) {
            List<ProcessHandle> started =
                    await().atMost(Duration.ofMinutes(1)).until(bench::descendants, found -> !found.isEmpty());

            bench.terminate();
            bench.exitCode();

            await().atMost(Duration.ofMinutes(1)).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    @Full
    void table_measuresTheMirrorAndLeavesNothingBehind() throws Exception {
        try (var bench = SpoorProcess.run(
                folder, "bench", "table", "--events", "3000", "--runs", "1", "--seconds", "1", "--data", "measured")) {
            assertThat(bench.exitCode(300)).as(bench::errors).isZero();
            List<JsonNode> figures =
                    bench.output().lines().map(new JsonMapper()::readTree).toList();
            assertThat(figures)
                    .extracting(figure -> figure.path("step").asString() + " "
                            + figure.path("engine").asString())
                    .contains(
                            "follow spoor",
                            "disk spoor",
                            "histogram spoor",
                            "histogram_brushed spoor",
                            "all_fields spoor",
                            "group_by_any_field spoor",
                            "filter_on_any_field spoor",
                            "memory_while_asked spoor",
                            "minute_counts spoor",
                            "profile spoor",
                            "rolling_z spoor",
                            "rarity spoor",
                            "call_graph spoor",
                            "load duckdb",
                            "rolling_z duckdb",
                            "lag spoor",
                            "ask_while_fed_1 spoor",
                            "ask_while_fed_4 spoor",
                            "check spoor",
                            "reopen spoor",
                            "rebuild spoor");
            assertThat(figures)
                    .filteredOn(figure -> figure.has("different_days"))
                    .extracting(figure -> figure.path("different_days").asLong())
                    .containsExactly(0L);
            assertThat(figures)
                    .filteredOn(figure -> figure.has("read_again"))
                    .extracting(figure -> figure.path("read_again").asLong())
                    .containsExactly(0L);
            assertThat(folder.resolve("measured")).doesNotExist();
        }
    }

    @Test
    void graph_measuresTheSameAsTheYardstickAndLeavesNothingBehind() throws Exception {
        try (var bench =
                SpoorProcess.run(folder, "bench", "graph", "--events", "2000", "--runs", "1", "--data", "measured")) {
            assertThat(bench.exitCode()).as(bench::errors).isZero();
            List<JsonNode> figures =
                    bench.output().lines().map(new JsonMapper()::readTree).toList();
            assertThat(figures)
                    .filteredOn(figure -> figure.path("engine").asString().equals("spoor"))
                    .extracting(figure -> figure.path("step").asString())
                    .containsExactly(
                            "build",
                            "pagerank",
                            "pagerank_precise",
                            "betweenness",
                            "components",
                            "core",
                            "clustering",
                            "twice_as_large");
            assertThat(figures)
                    .filteredOn(figure -> figure.has("digest"))
                    .allSatisfy(figure -> assertThat(figures)
                            .filteredOn(other -> other.path("step").equals(figure.path("step")))
                            .allSatisfy(
                                    other -> assertThat(other.path("digest")).isEqualTo(figure.path("digest"))));
            assertThat(folder.resolve("measured")).doesNotExist();
        }
    }

    @Test
    void folderThatIsThere_isNotTouched() throws Exception {
        try (var bench = SpoorProcess.run(folder, "bench", "ingest", "--data", folder.toString())) {
            assertThat(bench.exitCode()).isEqualTo(1);
            assertThat(bench.errors()).contains("name another with --data");
        }
        assertThat(folder).isNotEmptyDirectory();
    }
}
