package spoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNamesTest {
    @ParameterizedTest
    @CsvSource({
        "process.name, process.name",
        "id, original.id",
        "dataset, original.dataset",
        "Id, Id",
        "host.id, host.id",
        "original.id, original.original.id",
        "original.original.time, original.original.original.time",
        "original.name, original.name",
        "original., original."
    })
    void field_isCalledAsNoPropertyIsAndCanBeToldBack(String field, String name) {
        assertThat(EventNames.ofField(field)).isEqualTo(name);
        assertThat(EventNames.field(name)).isEqualTo(field);
    }
}
