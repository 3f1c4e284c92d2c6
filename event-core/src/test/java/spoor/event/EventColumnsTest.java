package spoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventColumnsTest {
    private static final int COLUMNS = 30;

    @Test
    void ofFields_areThoseThatAreColumns() {
        Fields fields = Fields.of(Map.of(
                "host.name",
                "café",
                "process.pid",
                Long.MIN_VALUE,
                "message",
                "no column",
                "user.name",
                "",
                "x",
                true));
        assertThat(EventColumns.of(fields).fields())
                .isEqualTo(Fields.of(Map.of("host.name", "café", "process.pid", Long.MIN_VALUE, "user.name", "")));
    }

    @Test
    void textInAColumnOfNumbers_isTheNumberOrAbsent() {
        assertThat(EventColumns.of(Fields.of(Map.of("source.port", "443", "destination.port", "ssh")))
                        .fields())
                .isEqualTo(Fields.of(Map.of("source.port", 443L)));
    }

    @Test
    void anythingInAColumnOfTexts_isText() {
        assertThat(EventColumns.of(Fields.of(Map.of("event.code", 4624L, "event.outcome", true, "user.name", 0.5)))
                        .fields())
                .isEqualTo(Fields.of(Map.of("event.code", "4624", "event.outcome", "true", "user.name", "0.5")));
    }

    @Test
    void encoded_isALengthAndAValueForEachColumn() {
        ByteBuffer none = ByteBuffer.wrap(EventColumns.none().encoded());
        assertThat(none.remaining()).isEqualTo(COLUMNS * Integer.BYTES);
        while (none.hasRemaining()) {
            assertThat(none.getInt()).isEqualTo(-1);
        }
        ByteBuffer action = ByteBuffer.wrap(
                EventColumns.of(Fields.of(Map.of("event.action", "a\0b"))).encoded());
        assertThat(action.getInt()).isEqualTo(5);
        assertThat(new byte[] {action.get(), action.get(), action.get(), action.get(), action.get()})
                .containsExactly('a', 0xE2, 0x90, 0x80, 'b');
        assertThat(action.remaining()).isEqualTo((COLUMNS - 1) * Integer.BYTES);
    }

    @Test
    void equalFields_areEqualColumns() {
        Fields fields = Fields.of(Map.of("event.action", "logon"));
        assertThat(EventColumns.of(fields))
                .isEqualTo(EventColumns.of(fields))
                .hasSameHashCodeAs(EventColumns.of(fields));
        assertThat(EventColumns.of(fields)).isNotEqualTo(EventColumns.none()).hasToString("{event.action=logon}");
    }
}
