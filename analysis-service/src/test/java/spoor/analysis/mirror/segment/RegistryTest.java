package spoor.analysis.mirror.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import spoor.event.FieldType;
import spoor.event.Schema;

class RegistryTest {
    @Test
    void empty_hasThePromotedFields() {
        assertThat(Registry.empty().columns()).hasSameSizeAs(Schema.PROMOTED);
        assertThat(typesAt(Registry.empty(), 0)).containsEntry("process.pid", List.of(FieldType.LONG));
    }

    @Test
    void namesThatDifferInCase_haveColumnsOfTheirOwn() {
        Registry.Draft draft = Registry.empty().draft();
        assertThat(draft.column("ProcessID", FieldType.TEXT, 1))
                .isNotEqualTo(draft.column("ProcessId", FieldType.TEXT, 1));
    }

    @Test
    void sameFieldAndType_isTheSameColumn_otherTypeAnother() {
        Registry.Draft draft = Registry.empty().draft();
        int text = draft.column("size", FieldType.TEXT, 1);
        assertThat(draft.column("size", FieldType.TEXT, 2)).isEqualTo(text);
        assertThat(draft.column("size", FieldType.LONG, 2)).isNotEqualTo(text);
    }

    @Test
    void fieldAndItsTypes_areWhatTheyWereAtAWatermark() {
        Registry.Draft draft = Registry.empty().draft();
        draft.column("size", FieldType.LONG, 3);
        draft.column("size", FieldType.TEXT, 7);
        Registry registry = draft.registry();
        assertThat(typesAt(registry, 2)).doesNotContainKey("size");
        assertThat(typesAt(registry, 6)).containsEntry("size", List.of(FieldType.LONG));
        assertThat(typesAt(registry, 7)).containsEntry("size", List.of(FieldType.LONG, FieldType.TEXT));
    }

    @Test
    void earlierEvent_movesTheColumnsBeginning() {
        Registry.Draft draft = Registry.empty().draft();
        draft.column("size", FieldType.LONG, 9);
        draft.column("size", FieldType.LONG, 4);
        assertThat(typesAt(draft.registry(), 4)).containsKey("size");
    }

    @Test
    void fieldsBeyondTheMost_haveNoColumn_theOthersGoOn() {
        Registry.Draft draft = Registry.empty().draft();
        for (int i = Schema.PROMOTED.size(); i < Registry.MOST_FIELDS; i++) {
            assertThat(draft.column("f" + i, FieldType.TEXT, i)).isNotEqualTo(Registry.REST);
        }
        assertThat(draft.registry().overflowSince()).isEqualTo(Long.MAX_VALUE);
        assertThat(draft.column("more", FieldType.TEXT, 5_000)).isEqualTo(Registry.REST);
        assertThat(draft.column("more", FieldType.TEXT, 4_999)).isEqualTo(Registry.REST);
        assertThat(draft.column("f40", FieldType.LONG, 5_001)).isNotEqualTo(Registry.REST);
        assertThat(draft.registry().overflowSince()).isEqualTo(4_999);
    }

    @Test
    void withoutAddition_theRegistryIsTheSame() {
        Registry.Draft draft = Registry.empty().draft();
        draft.column("event.action", FieldType.TEXT, 1);
        assertThat(draft.registry()).isSameAs(Registry.empty());
    }

    @Test
    void whatWasKept_isReadAgain() {
        Registry.Draft draft = Registry.empty().draft();
        int size = draft.column("size", FieldType.LONG, 3);
        Registry again = Registry.of(draft.registry().columns(), 8);
        assertThat(again.draft().column("size", FieldType.LONG, 5)).isEqualTo(size);
        assertThat(again.overflowSince()).isEqualTo(8);
    }

    @Test
    void columnsWithGaps_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Registry.of(List.of(new FieldColumn(1, "a", FieldType.TEXT, 0)), 0))
                .withMessageContaining("column 0");
    }

    private static Map<String, List<FieldType>> typesAt(Registry registry, long watermark) {
        Map<String, List<FieldType>> types = new LinkedHashMap<>();
        registry.forEach(
                watermark,
                (field, columns) ->
                        types.put(field, columns.stream().map(FieldColumn::type).toList()));
        return types;
    }
}
