package spoor.analysis.mirror.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergePolicyTest {
    private static final SegmentFile STATISTICS = new SegmentFile("1-statistics", 1, 1, 1, Shape.of());
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");

    @Test
    void eightOfASize_areMerged_sevenAreNot() {
        assertThat(MergePolicy.next(segments(7, 100))).isEmpty();
        assertThat(MergePolicy.next(segments(8, 100))).hasSize(8);
    }

    @Test
    void largeOnes_areLeftAlone() {
        assertThat(MergePolicy.next(segments(20, MergePolicy.WHOLE_EVENTS / 2 + 1)))
                .isEmpty();
    }

    @Test
    void merged_isNeverMoreThanWhole() {
        assertThat(MergePolicy.next(segments(12, MergePolicy.WHOLE_EVENTS / 5))).hasSize(5);
    }

    @Test
    void differentDays_areNotMixed() {
        List<Segment> segments = new ArrayList<>(segments(6, 100));
        IntStream.range(0, 6).forEach(i -> segments.add(segment(100 + i, 1, DAY.plusDays(1), 100, List.of())));
        assertThat(MergePolicy.next(segments))
                .hasSize(6)
                .allMatch(segment -> segment.extent().day().equals(DAY));
    }

    @Test
    void dayThatIsOver_isMergedWhateverTheSizes() {
        List<Segment> segments = new ArrayList<>();
        segments.add(segment(1, 1, DAY, 5, List.of()));
        segments.add(segment(2, 1, DAY, 40_000, List.of()));
        assertThat(MergePolicy.next(segments)).isEmpty();
        segments.add(segment(3, 1, DAY.plusDays(1), 5, List.of()));
        assertThat(MergePolicy.next(segments)).extracting(Segment::id).containsExactly(1L, 2L);
    }

    @Test
    void otherDatasetsLaterDay_endsNothing() {
        assertThat(MergePolicy.next(List.of(
                        segment(1, 1, DAY, 5, List.of()),
                        segment(2, 1, DAY, 5, List.of()),
                        segment(3, 2, DAY.plusDays(1), 5, List.of()))))
                .isEmpty();
    }

    @Test
    void wornSegment_isWrittenAnewByItself() {
        List<Segment> segments = new ArrayList<>(segments(3, 100));
        segments.add(segment(9, 1, DAY, MergePolicy.WHOLE_EVENTS, List.of(1L, 2L)));
        assertThat(MergePolicy.next(segments)).extracting(Segment::id).containsExactly(9L);
    }

    @Test
    void leastWork_comesFirst() {
        List<Segment> segments = new ArrayList<>(segments(8, 50_000));
        IntStream.range(0, 8).forEach(i -> segments.add(segment(100 + i, 2, DAY, 7, List.of())));
        assertThat(MergePolicy.next(segments))
                .allMatch(segment -> segment.extent().dataset() == 2);
    }

    private static List<Segment> segments(int count, long events) {
        return IntStream.range(0, count)
                .mapToObj(i -> segment(i, 1, DAY, events, List.of()))
                .toList();
    }

    /** Of four batches. */
    private static Segment segment(long id, int dataset, LocalDate day, long events, List<Long> replaced) {
        return new Segment(
                id, new Extent(dataset, day, 1, 4, id, id + 1, events, replaced), 4, 1, List.of(), STATISTICS, null);
    }
}
