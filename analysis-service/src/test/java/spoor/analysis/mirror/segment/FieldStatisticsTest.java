package spoor.analysis.mirror.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldStatisticsTest {
    @TempDir
    private Path folder;

    /** In parts of any size, put together in any order. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, Sketch.MOST_HASHES, Sketch.MOST_HASHES + 1, 100_000})
    void sketchesOfParts_makeThatOfTheWhole(int values) {
        Random random = new Random(values);
        List<FieldStatistics> parts = IntStream.range(0, 20)
                .mapToObj(_ -> of(random.longs(random.nextInt(20_000), 0, values)))
                .toList();
        FieldStatistics forth = parts.stream().reduce(FieldStatistics.NONE, FieldStatistics::and);
        FieldStatistics back = parts.reversed().stream().reduce(FieldStatistics.NONE, FieldStatistics::and);
        FieldStatistics trees = FieldStatistics.NONE;
        for (int i = 0; i < 20; i += 2) {
            trees = trees.and(parts.get(i).and(parts.get(i + 1)));
        }
        assertThat(bytes(forth)).isEqualTo(bytes(back)).isEqualTo(bytes(trees));
    }

    @Test
    void upToSoManyValues_areCounted() {
        Random random = new Random(1);
        Set<Long> all = new HashSet<>();
        FieldStatistics statistics = FieldStatistics.NONE;
        for (int part = 0; part < 30; part++) {
            long[] some = random.longs(1_000, 0, Sketch.MOST_HASHES).toArray();
            Arrays.stream(some).forEach(all::add);
            statistics = statistics.and(of(Arrays.stream(some)));
        }
        assertThat(statistics.of("c1").distinct()).isEqualTo(all.size());
        assertThat(statistics.of("c1").isEstimated()).isFalse();
        assertThat(statistics.of("c1").events()).isEqualTo(30_000);
    }

    /** Five standard errors. */
    @Test
    void moreValues_areEstimated() {
        Sketch sketch = of(LongStream.range(0, 300_000)).of("c1");
        assertThat(sketch.isEstimated()).isTrue();
        assertThat(sketch.distinct()).isCloseTo(300_000, withinPercentage(11));
        assertThat(sketch.events()).isEqualTo(300_000);
    }

    @Test
    void valuesOfSeveralTypes_areTheirText() {
        var builder = new FieldStatistics.Builder();
        builder.column("c1").add(7L);
        builder.column("c1").add("7");
        builder.column("c1").add(true);
        builder.column("c1").add("true");
        assertThat(builder.build().of("c1").distinct()).isEqualTo(2);
    }

    /** Files hold hashes. When this fails, the manifest needs another version. */
    @Test
    void hash_isThatOfTheFiles() {
        assertThat(Sketch.hash("spoor")).isEqualTo(2408289071161657753L);
    }

    @Test
    void file_isReadAsItWasWritten() throws IOException {
        var builder = new FieldStatistics.Builder();
        builder.column("c1").add("a");
        builder.column("none");
        LongStream.range(0, 20_000).forEach(builder.column("übrig")::add);
        FieldStatistics written = builder.build();
        Path file = folder.resolve("statistics");
        written.write(file);
        assertThat(bytes(FieldStatistics.read(file))).isEqualTo(bytes(written));
        assertThat(written.columns()).isEqualTo(2);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> FieldStatistics.read(file)).isInstanceOf(IOException.class);
    }

    private static FieldStatistics of(LongStream values) {
        var builder = new FieldStatistics.Builder();
        values.forEach(builder.column("c1")::add);
        return builder.build();
    }

    private byte[] bytes(FieldStatistics statistics) {
        Path file = folder.resolve("bytes");
        try {
            statistics.write(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
