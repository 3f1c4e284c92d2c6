package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import spoor.event.Correction;
import spoor.event.Micros;
import spoor.event.TimeRange;

/** Any heads that entries can have come back as they were. */
class HeadBlockFuzzTest {
    private static final long FIRST = Micros.of(TimeRange.FIRST);
    private static final long LAST = Micros.of(TimeRange.END) - 1;
    private static final long LONGEST_SHIFT = Tables.micros(Duration.ofDays(3_652_425));
    private static final int MOST = 50;

    @FuzzTest(maxDuration = "60s")
    void heads_comeBack(FuzzedDataProvider data) {
        List<HeadBlock.Head> heads = new ArrayList<>();
        while (data.remainingBytes() > 0 && heads.size() < MOST) {
            heads.add(head(data));
        }
        assertThat(HeadBlock.unpack(HeadBlock.pack(heads))).isEqualTo(heads);
    }

    private static HeadBlock.Head head(FuzzedDataProvider data) {
        var origin = new Origin(data.consumeString(8).replaceAll("\\p{Cs}", "?"), correction(data));
        boolean isEvent = data.consumeBoolean();
        Instant received = time(data);
        return new HeadBlock.Head(
                data.consumeInt(0, Integer.MAX_VALUE),
                origin,
                isEvent,
                isEvent ? time(data) : received,
                isEvent && data.consumeBoolean() ? time(data) : null,
                received);
    }

    private static Correction correction(FuzzedDataProvider data) {
        Duration span = Tables.span(data.consumeLong(-LONGEST_SHIFT, LONGEST_SHIFT));
        return switch (data.consumeInt(0, 2)) {
            case 0 -> Correction.none();
            case 1 -> Correction.shift(span);
            default ->
                new Correction.Clock(span, Tables.span(data.consumeLong(0, LONGEST_SHIFT)), data.consumeBoolean());
        };
    }

    private static Instant time(FuzzedDataProvider data) {
        return Micros.instant(data.consumeLong(FIRST, LAST));
    }
}
