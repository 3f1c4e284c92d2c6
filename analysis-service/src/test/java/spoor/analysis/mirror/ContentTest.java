package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.FieldStatistics;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.Shape;
import spoor.storage.HistoryChange;

class ContentTest {
    private static final SegmentFile STATISTICS = new SegmentFile("1-statistics", 1, 1, 1, Shape.of());
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");
    private static final Segment SEGMENT = new Segment(1, extent(1, 4), 4, 1, List.of(), STATISTICS, null);
    private static final HotRows.Slice ROWS = new HotRows(1, Shape.of(), Registry.empty()).all();
    private static final HotTable SEALED = new HotTable(ROWS, extent(5, 6), Shape.of(), FieldStatistics.NONE, 0, true);
    private static final HotTable GROWING =
            new HotTable(ROWS, extent(7, 7), Shape.of(), FieldStatistics.NONE, 0, false);
    private static final Content CONTENT = new Content(
            7,
            0,
            Map.of(1, new Dataset(1, "office", 1).withSegments(List.of(SEGMENT)).withHot(List.of(SEALED, GROWING))));

    @Test
    void purge_leavesNothing() {
        Content content = CONTENT.after(new HistoryChange.Purge(8, 1));
        assertThat(content.datasets()).isEmpty();
        assertThat(content.change()).isEqualTo(8);
    }

    @Test
    void retention_takesADayWithItsHoles() {
        Content content = CONTENT.without(SEGMENT).after(new HistoryChange.Retention(8, 1, DAY.minusDays(1), 1));
        assertThat(office(content).holes()).containsExactly(SEGMENT.extent());
        content = content.after(new HistoryChange.Retention(9, 1, DAY, 1));
        assertThat(office(content).holes()).isEmpty();
        assertThat(office(content).hot()).isEmpty();
    }

    @Test
    void rereadBatch_isNotSeenWhereItMayBe_andNewRowsComeElsewhere() {
        Content content = CONTENT.after(new HistoryChange.Reread(8, 1, 13, 3));
        assertThat(office(content).segments().getFirst().extent().replaced()).containsExactly(3L);
        assertThat(office(content).hot()).allMatch(HotTable::isSealed);
        assertThat(office(content).hot())
                .allMatch(table -> table.extent().replaced().isEmpty());
        assertThat(content.after(new HistoryChange.Reread(8, 1, 13, 3))).isEqualTo(content);
    }

    @Test
    void changeOfAnotherDataset_isOnlyCounted() {
        assertThat(CONTENT.after(new HistoryChange.Reread(8, 2, 13, 3)))
                .isEqualTo(new Content(7, 8, CONTENT.datasets()));
    }

    @Test
    void exchange_takesTheNewForTheOld() {
        Segment written = new Segment(2, extent(5, 6), 2, 1, List.of(), STATISTICS, null);
        Content content = CONTENT.exchange(new Content.Exchange(1, List.of(SEALED), List.of(SEGMENT), List.of(written)))
                .orElseThrow();
        assertThat(office(content).segments()).containsExactly(written);
        assertThat(office(content).hot()).containsExactly(GROWING);
    }

    @Test
    void exchangeOfWhatHasChanged_isNone() {
        Content.Exchange exchange = new Content.Exchange(1, List.of(SEALED), List.of(SEGMENT), List.of());
        assertThat(CONTENT.after(new HistoryChange.Reread(8, 1, 13, 3)).exchange(exchange))
                .isEmpty();
        assertThat(CONTENT.after(new HistoryChange.Retention(8, 1, DAY, 1)).exchange(exchange))
                .isEmpty();
        assertThat(CONTENT.after(new HistoryChange.Purge(8, 1)).exchange(exchange))
                .isEmpty();
    }

    @Test
    void hole_isFilledByWhatWasNotReplacedMeanwhile() {
        Content content = CONTENT.without(SEGMENT).after(new HistoryChange.Reread(8, 1, 12, 2));
        Segment read = new Segment(2, extent(1, 4), 4, 1, List.of(), STATISTICS, null);
        Content filled = content.filled(SEGMENT.extent(), List.of(read)).orElseThrow();
        assertThat(office(filled).holes()).isEmpty();
        assertThat(office(filled).segments().getFirst().extent().replaced()).containsExactly(2L);
        assertThat(filled.filled(SEGMENT.extent(), List.of(read))).isEmpty();
    }

    @Test
    void lostTwice_isOneHole() {
        assertThat(CONTENT.without(SEGMENT).without(SEGMENT)).isEqualTo(CONTENT.without(SEGMENT));
    }

    @Test
    void unsealedTables_areTakenOver_sealedOnesAreNot() {
        Content written = CONTENT.exchange(new Content.Exchange(1, List.of(SEALED), List.of(), List.of()))
                .orElseThrow();
        HotTable grown = new HotTable(ROWS, extent(7, 8), Shape.of(), FieldStatistics.NONE, 9, false);
        Content appended = CONTENT.with(office(CONTENT).withHot(List.of(SEALED, grown)));
        assertThat(office(written.withUnsealedOf(appended)).hot()).containsExactly(grown);
    }

    @Test
    void content_isWhatItsManifestSays() {
        Content onDisk = CONTENT.with(office(CONTENT).withHot(List.of()).withHoles(List.of(extent(1, 2))));
        Dataset again = Dataset.of(office(onDisk).kept());
        assertThat(again.segments()).isEqualTo(office(onDisk).segments());
        assertThat(again.holes()).isEqualTo(office(onDisk).holes());
        assertThat(again.registry().columns())
                .isEqualTo(office(onDisk).registry().columns());
    }

    private static Dataset office(Content content) {
        return Objects.requireNonNull(content.dataset(1));
    }

    private static Extent extent(long first, long last) {
        return new Extent(1, DAY, first, last, 0, 1, 10, List.of());
    }
}
