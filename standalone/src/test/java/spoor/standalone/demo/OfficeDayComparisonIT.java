package spoor.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.analysis.mirror.DuckMirror;
import spoor.analysis.mirror.Mirror;
import spoor.event.Correction;
import spoor.event.mapping.Mappings;
import spoor.request.CompareRequest;
import spoor.request.CompareResult;
import spoor.request.Requests;
import spoor.request.Selection;
import spoor.request.StatsResult;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.memory.MemoryStore;
import tools.jackson.databind.json.JsonMapper;

/** Whether a researcher who marks an hour of the office day is told the story that is hidden in it. */
class OfficeDayComparisonIT {
    private static final Instant RECEIVED = OfficeDay.DAY.plus(Duration.ofDays(2));
    private static final Instant BURST = OfficeDay.DAY.plus(Duration.ofHours(17));

    @TempDir
    private static Path folder;

    private static Mirror mirror;

    @BeforeAll
    static void open() {
        MemoryStore store = new MemoryStore(() -> RECEIVED);
        Mappings mappings = Mappings.bundled();
        List<Entry> entries = OfficeDay.lines(2016).stream()
                .map(line -> Entry.read(line, RECEIVED, mappings, Correction.none()))
                .toList();
        store.write(List.of(new Slice("sample", "sample", null, 0, 1, entries, 0)));
        mirror = DuckMirror.open(folder, "1GB", store, mappings);
        assertThat(mirror.awaitWatermark(store.watermark(), Duration.ofSeconds(60)))
                .isTrue();
    }

    @AfterAll
    static void close() {
        mirror.close();
    }

    @Test
    void hourOfTheBurst_isItsArchiverAndItsFileAccesses() {
        CompareResult result = compare(new Selection(BURST, BURST.plus(Duration.ofHours(1)), ""), null);

        CompareResult.ValueDifference archiver = difference(result, "process.name", "7z.exe");
        assertThat(result.values()).startsWith(archiver);
        assertThat(archiver.effect().selected()).isEqualTo(6_001);
        assertThat(archiver.effect().unseen()).isTrue();
        assertThat(archiver.effect().qValue()).isLessThan(1e-100);
        CompareResult.ValueDifference changes = difference(result, "event.action", "file_change");
        assertThat(result.values().indexOf(changes)).isLessThan(10);
        assertThat(changes.effect().log2RatioLow()).isGreaterThan(1);
        assertThat(difference(result, "host.name", "WS-07").effect().log2RatioLow())
                .isGreaterThan(1);
        assertThat(difference(result, "destination.ip", "203.0.113.66").effect().log2RatioLow())
                .isGreaterThan(1);
        assertThat(result.interpretation()).contains("beyond chance");
    }

    @Test
    void hourOfTheBurst_showsTheEdgeThatStartsIt() {
        CompareResult result = compare(new Selection(BURST, BURST.plus(Duration.ofHours(1)), ""), null);

        CompareResult.EdgeDifference edge = edge(result, "rundll32.exe", "7z.exe");
        assertThat(result.edges().indexOf(edge)).isLessThan(5);
        assertThat(edge.effect().selected()).isEqualTo(1);
        assertThat(edge.effect().unseen()).isTrue();
        assertThat(edge.explanation()).contains("new");
    }

    @Test
    void minutesAroundTheMail_showTheWholeChain() {
        Instant opened = OfficeDay.DAY.plus(Duration.ofMinutes(1_012));
        CompareResult result = compare(new Selection(opened, opened.plusSeconds(180), "host.name:\"WS-07\""), null);

        assertThat(result.edges().subList(0, 5))
                .extracting(one -> one.source() + " → " + one.target())
                .contains(
                        "outlook.exe → winword.exe",
                        "winword.exe → cmd.exe",
                        "cmd.exe → powershell.exe",
                        "powershell.exe → rundll32.exe");
    }

    @Test
    void hostAgainstTheOthers_isKnownByItsProcesses() {
        CompareResult result = compare(new Selection(null, null, "host.name:\"WS-07\""), new Selection(null, null, ""));

        assertThat(result.baseline()).isPositive();
        assertThat(difference(result, "process.name", "7z.exe").effect().unseen())
                .isTrue();
    }

    @Test
    void morningOfAnOrdinaryHour_isNotTakenForABurst() {
        Instant ten = OfficeDay.DAY.plus(Duration.ofHours(10));
        CompareResult result = compare(
                new Selection(ten, ten.plus(Duration.ofHours(1)), ""),
                new Selection(ten.plus(Duration.ofHours(1)), ten.plus(Duration.ofHours(2)), ""));

        assertThat(result.tested()).isGreaterThan(100);
        assertThat(result.significant()).isLessThan(result.tested() / 20);
    }

    @Test
    void fileAccessesOfTheHour_areNotIndependentOfTheProcess() {
        StatsResult result = mirror.stats(Requests.stats(JsonMapper.shared().readTree("""
                {"dataset": "sample", "from": "2026-03-12T17:00:00Z", "to": "2026-03-12T18:00:00Z",
                 "test": {"fisher": {"rows": "process.name:\\"7z.exe\\"", "columns": "event.category:file"}}}""")));

        assertThat(result.numbers().get("pValue")).isLessThan(1e-100);
    }

    private static CompareResult compare(Selection selection, @Nullable Selection baseline) {
        return mirror.compare(new CompareRequest("sample", null, selection, baseline, List.of(), 10, 100, 0.05));
    }

    private static CompareResult.ValueDifference difference(CompareResult result, String field, String value) {
        return first(
                result.values(),
                difference ->
                        difference.field().equals(field) && difference.value().equals(value));
    }

    private static CompareResult.EdgeDifference edge(CompareResult result, String source, String target) {
        return first(
                result.edges(),
                edge -> edge.source().equals(source) && edge.target().equals(target));
    }

    private static <T> T first(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).findFirst().orElseThrow(() -> new AssertionError("Not among " + all));
    }
}
