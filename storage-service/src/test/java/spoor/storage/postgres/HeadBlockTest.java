package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import spoor.event.TimeRange;

class HeadBlockTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.000001Z");
    private static final Instant LAST = TimeRange.END.minusNanos(1_000);

    @Test
    void packed_comesBack() {
        List<HeadBlock.Head> heads = List.of(
                new HeadBlock.Head(0, "alpha", NOON, null, NOON),
                new HeadBlock.Head(2, "βήτα", NOON.minusNanos(1_000), NOON.plusNanos(2_000), NOON),
                new HeadBlock.Head(3, "alpha", LAST, TimeRange.FIRST, NOON),
                new HeadBlock.Head(4, "", TimeRange.FIRST, LAST, TimeRange.FIRST),
                new HeadBlock.Head(1_000_000, "alpha", NOON, null, LAST));
        assertThat(HeadBlock.unpack(HeadBlock.pack(heads))).isEqualTo(heads);
        assertThat(HeadBlock.unpack(HeadBlock.pack(List.of()))).isEmpty();
    }

    @Test
    void steadyStream_takesLessThanAByteAnEvent() {
        List<HeadBlock.Head> heads = IntStream.range(0, 2_000)
                .mapToObj(i -> {
                    Instant time = NOON.plus(Duration.ofMillis(i));
                    return new HeadBlock.Head(i, "alpha", time, time, time.plusSeconds(1));
                })
                .toList();
        assertThat(HeadBlock.pack(heads).length).isLessThan(heads.size());
    }
}
