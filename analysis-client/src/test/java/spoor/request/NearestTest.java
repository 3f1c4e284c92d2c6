package spoor.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> FIELDS = List.of(
            "EventID",
            "EventIdx",
            "EventTime",
            "event.action",
            "event.code",
            "process.name",
            "process.pid",
            "user.name");

    @Test
    void beginningThatIsRight_countsForMoreThanLength() {
        assertThat(Nearest.to("event.akt", FIELDS)).first().isEqualTo("event.action");
    }

    @Test
    void letterThatIsWrongOrMissing_isFoundWhereverItIs() {
        assertThat(Nearest.to("vent.code", FIELDS)).first().isEqualTo("event.code");
        assertThat(Nearest.to("proces.name", FIELDS)).first().isEqualTo("process.name");
        assertThat(Nearest.to("USER.NAME", FIELDS)).first().isEqualTo("user.name");
    }

    @Test
    void nameOfThousandsOfLetters_isLikeNone() {
        assertThat(Nearest.to("x".repeat(5_000), FIELDS)).isEmpty();
    }
}
