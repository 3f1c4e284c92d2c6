package spoor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant LAST = TimeRange.END.minusNanos(1_000);

    @Test
    void shift_movesTheTimeAndNotWhatTheSourceSaid() {
        Event event = received(NOON.minusSeconds(60), Duration.ofSeconds(50));
        assertThat(event.time()).isEqualTo(NOON.minusSeconds(10));
        assertThat(event.occurredAt()).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void shiftThatLeadsOutOfTheCalendar_givesTheTimeOfReceipt() {
        for (Duration shift :
                List.of(Duration.ofNanos(1_000), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofDays(1))) {
            assertThat(received(LAST, shift)).isEqualTo(new Event(NOON, LAST, NOON, EventColumns.none()));
        }
        for (Duration shift : List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(received(TimeRange.FIRST, shift))
                    .isEqualTo(new Event(NOON, TimeRange.FIRST, NOON, EventColumns.none()));
        }
    }

    @Test
    void shiftToTheEdges_holds() {
        assertThat(received(NOON, Duration.between(NOON, LAST)).time()).isEqualTo(LAST);
        assertThat(received(NOON, Duration.between(NOON, TimeRange.FIRST)).time())
                .isEqualTo(TimeRange.FIRST);
    }

    @Test
    void timeOutsideOfTheCalendar_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Event(NOON, TimeRange.END, NOON, EventColumns.none()))
                .withMessage("An event's occurredAt lies in the years 1 to 9999, not at +10000-01-01T00:00:00Z");
    }

    @Test
    void time_isThatOfWhatIsKept_toTheMicrosecond() {
        Instant receivedAt = NOON.plusNanos(1_999);
        var farAhead = new Reading.Read(NOON.plus(Correction.FARTHEST_AHEAD).plusNanos(1_500), Fields.none());
        Event event = Event.received(farAhead, receivedAt, Correction.none());
        assertThat(event.time())
                .isEqualTo(Correction.none().time(event.occurredAt(), event.receivedAt()))
                .isEqualTo(NOON.plus(Correction.FARTHEST_AHEAD).plusNanos(1_000));
    }

    private static Event received(Instant occurredAt, Duration shift) {
        return Event.received(new Reading.Read(occurredAt, Fields.none()), NOON, Correction.shift(shift));
    }
}
