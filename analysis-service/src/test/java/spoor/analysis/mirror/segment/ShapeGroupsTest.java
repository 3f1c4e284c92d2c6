package spoor.analysis.mirror.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeGroupsTest {
    @Test
    void frequentShapesThatDifferMuch_stayApart() {
        assertThat(ShapeGroups.of(List.of(member("a", 1_000, 0, 1, 2), member("b", 1_000, 3, 4, 5)), 5_999))
                .extracting(ShapeGroups.Group::members)
                .containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void emptyCellsUpToATablesWorth_areTaken() {
        List<ShapeGroups.Group<String>> groups =
                ShapeGroups.of(List.of(member("a", 1_000, 0, 1, 2), member("b", 1_000, 3, 4, 5)), 6_000);
        assertThat(groups).hasSize(1);
        assertThat(groups.getFirst().shape()).isEqualTo(Shape.of(0, 1, 2, 3, 4, 5));
        assertThat(groups.getFirst().count()).isEqualTo(2_000);
    }

    @Test
    void rareShape_joinsTheNearest() {
        assertThat(ShapeGroups.of(
                        List.of(member("rare", 3, 3, 4), member("a", 9_000, 0, 1, 2), member("b", 8_000, 3, 4, 5)),
                        100))
                .extracting(ShapeGroups.Group::members)
                .containsExactly(List.of("a"), List.of("b", "rare"));
    }

    @Test
    void thousandsOfShapes_shareSomeTables() {
        List<ShapeGroups.Member<String>> members = new ArrayList<>();
        IntStream.range(0, 2_000).forEach(i -> members.add(member("m" + i, 1, 2 * i, 2 * i + 1)));
        List<ShapeGroups.Group<String>> groups = ShapeGroups.of(members, 1);
        assertThat(groups).hasSizeLessThanOrEqualTo(64);
        assertThat(groups.stream().mapToInt(group -> group.members().size()).sum())
                .isEqualTo(2_000);
    }

    @Test
    void nothing_isNoGroup() {
        assertThat(ShapeGroups.of(List.<ShapeGroups.Member<String>>of(), 1)).isEmpty();
    }

    private static ShapeGroups.Member<String> member(String name, long count, int... columns) {
        return new ShapeGroups.Member<>(name, Shape.of(columns), count);
    }
}
