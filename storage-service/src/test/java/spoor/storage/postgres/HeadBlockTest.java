package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import spoor.event.Correction;
import spoor.event.TimeRange;

class HeadBlockTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.000001Z");
    private static final Instant LAST = TimeRange.END.minusNanos(1_000);

    @Test
    void packed_comesBack() {
        List<HeadBlock.Head> heads = List.of(
                HeadBlock.Head.of(0, "alpha", NOON, null, NOON),
                HeadBlock.Head.of(2, "βήτα", NOON.minusNanos(1_000), NOON.plusNanos(2_000), NOON),
                HeadBlock.Head.of(3, "alpha", LAST, TimeRange.FIRST, NOON),
                HeadBlock.Head.of(4, "", TimeRange.FIRST, LAST, TimeRange.FIRST),
                new HeadBlock.Head(5, new Origin("alpha", Correction.none()), false, NOON, null, NOON),
                HeadBlock.Head.of(1_000_000, "alpha", NOON, null, LAST));
        assertThat(HeadBlock.unpack(HeadBlock.pack(heads))).isEqualTo(heads);
        assertThat(HeadBlock.unpack(HeadBlock.pack(List.of()))).isEmpty();
    }

    @Test
    void eachEvent_keepsTheCorrectionOfItsTime() {
        Duration offset = Duration.ofSeconds(-300, 1_000);
        List<HeadBlock.Head> heads = Stream.of(
                        Correction.none(),
                        Correction.shift(Duration.ofDays(2_000)),
                        new Correction.Clock(offset, Duration.ofMillis(3), false),
                        new Correction.Clock(offset, Duration.ofMillis(3), true),
                        Correction.none())
                .map(correction -> new HeadBlock.Head(1, new Origin("alpha", correction), true, NOON, NOON, NOON))
                .toList();
        assertThat(HeadBlock.unpack(HeadBlock.pack(heads))).isEqualTo(heads);
    }

    @Test
    void blockWithoutCorrections_isRead_andWhatATimeIsAheadWasAShift() {
        ByteBuffer plain = ByteBuffer.allocate(256)
                .putInt(1)
                .putInt(5)
                .put("alpha".getBytes(StandardCharsets.UTF_8))
                .putInt(2);
        long noon = ChronoUnit.MICROS.between(Instant.EPOCH, NOON);
        for (long[] column : new long[][] {{3, 1}, {0, 0}, {noon, 0}, {1, -1}, {noon - 7, 7}, {5, -5}}) {
            plain.putLong(column[0]).putLong(column[1]);
        }
        assertThat(HeadBlock.unpack(Zstd.compress(Arrays.copyOf(plain.array(), plain.position()))))
                .containsExactly(
                        new HeadBlock.Head(
                                3,
                                new Origin("alpha", Correction.shift(Duration.ofNanos(5_000))),
                                true,
                                NOON.minusNanos(2_000),
                                NOON.minusNanos(7_000),
                                NOON),
                        new HeadBlock.Head(4, new Origin("alpha", Correction.none()), true, NOON, null, NOON));
    }

    @Test
    void steadyStream_takesLessThanAByteAnEvent() {
        List<HeadBlock.Head> heads = IntStream.range(0, 2_000)
                .mapToObj(i -> {
                    Instant time = NOON.plus(Duration.ofMillis(i));
                    return HeadBlock.Head.of(i, "alpha", time, time, time.plusSeconds(1));
                })
                .toList();
        assertThat(HeadBlock.pack(heads).length).isLessThan(heads.size());
    }
}
