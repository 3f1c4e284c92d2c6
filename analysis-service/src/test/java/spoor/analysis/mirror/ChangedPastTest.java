package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.storage.HistoryChange;
import spoor.storage.StoredBatch;

class ChangedPastTest {
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");

    private final ChangedPast past = new ChangedPast();

    @Test
    void withoutAsOf_nothingIsRefused() {
        past.add(batch("office", 1, 1));
        past.add(new HistoryChange.Purge(2, 1));
        past.check("office", null);
    }

    @Test
    void touchedRange_isRefused_whatLiesBesideItIsNot() {
        past.add(batch("office", 1, 1));
        past.add(batch("lab", 2, 2));
        past.add(new HistoryChange.Reread(9, 1, 17, 5));
        assertThat(refused("office", 12)).containsExactly(5L, 6L, 7L, 8L);
        assertThat(refused("lab", 12)).isEmpty();
    }

    @Test
    void ranges_growTogether() {
        past.add(batch("office", 1, 1));
        past.add(new HistoryChange.Reread(4, 1, 11, 3));
        past.add(new HistoryChange.Reread(9, 1, 17, 7));
        past.add(new HistoryChange.Retention(10, 1, DAY, 8));
        assertThat(refused("office", 12)).containsExactly(3L, 7L, 8L, 9L);
        past.add(new HistoryChange.Retention(12, 1, DAY, 2));
        assertThat(refused("office", 14)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void purgedName_isRefusedForWhatWasBefore_unknownOrNew() {
        past.add(batch("office", 1, 3));
        past.add(batch("lab", 2, 4));
        past.add(new HistoryChange.Purge(6, 1));
        assertThat(refused("office", 9)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        past.add(batch("office", 3, 8));
        assertThat(refused("office", 10)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(refused("lab", 10)).isEmpty();
    }

    private List<Long> refused(String dataset, long last) {
        return LongStream.rangeClosed(0, last)
                .boxed()
                .filter(asOf -> isRefused(dataset, asOf))
                .toList();
    }

    private boolean isRefused(String dataset, long asOf) {
        try {
            past.check(dataset, asOf);
            return false;
        } catch (RequestException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.HISTORY_CHANGED);
            return true;
        }
    }

    @Test
    void refusal_saysWhatToDo() {
        past.add(new HistoryChange.Purge(6, 1));
        assertThatThrownBy(() -> past.check("office", 5L)).hasMessageContaining("ask without asOf");
    }

    private static StoredBatch batch(String dataset, int number, long watermark) {
        return new StoredBatch(watermark, watermark + 10, dataset, number, List.of());
    }
}
