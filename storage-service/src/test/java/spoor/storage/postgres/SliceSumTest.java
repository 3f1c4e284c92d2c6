package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spoor.storage.Entry;
import spoor.storage.Slice;

class SliceSumTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void slicesThatFollowOneAnother_areOneSum() {
        assertThat(SliceSum.of(List.of(slice("c", "s", 1, 3, 1), slice("c", "s", 4, 2, 0))))
                .containsExactly(new SliceSum("d", "c", "s", 1, 5, 0, 5, 1, NOW.plusSeconds(3), null));
    }

    @Test
    void gapBetweenSlices_staysToBeFound() {
        assertThat(SliceSum.of(List.of(slice("c", "s", 1, 3, 0), slice("c", "s", 5, 1, 0))))
                .extracting(SliceSum::first)
                .containsExactly(1L, 5L);
    }

    @Test
    void otherStreamsAndCollectors_areSumsOfTheirOwnInOneOrder() {
        assertThat(SliceSum.of(List.of(
                        slice("c", "t", 1, 1, 0),
                        slice("b", "s", 1, 1, 0),
                        slice("c", "s", 1, 1, 0),
                        slice("c", "t", 2, 1, 0))))
                .extracting(sum -> sum.collector() + sum.stream() + sum.last())
                .containsExactly("bs1", "cs1", "ct2");
    }

    @Test
    void duplicatesAlone_moveNoStream() {
        assertThat(SliceSum.of(List.of(slice("c", "s", 1, 0, 7))))
                .singleElement()
                .satisfies(sum -> assertThat(sum.streamKey()).isEmpty())
                .satisfies(sum -> assertThat(sum.lastReceivedAt()).isNull())
                .satisfies(sum -> assertThat(sum.duplicates()).isEqualTo(7));
    }

    private static Slice slice(String collector, @Nullable String stream, long first, int entries, long duplicates) {
        List<Entry> malformed = IntStream.range(0, entries)
                .<Entry>mapToObj(i -> new Entry.Malformed(
                        "x".getBytes(StandardCharsets.UTF_8), NOW.plusSeconds(first + i - 2), "no", 0, 1, ""))
                .toList();
        return new Slice("d", collector, stream, first, 1, malformed, duplicates);
    }
}
