package spoor.analysis.mirror.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what has nearly the same columns.
 *
 * <p>Events of one kind have the same few dozen of a dataset's hundreds or thousands of fields. A table of all columns would make each
 * event pay for every field of every other; a table for each set of columns that occurs would make hundreds of small ones. In
 * between, what is put together costs an empty cell for each column that one side lacks, and saves a table: it pays as long as the
 * cells are fewer than a table is worth.
 */
public final class ShapeGroups {
    /** So that the rarest of thousands of shapes share tables, whatever it costs them. */
    private static final int MOST_GROUPS = 64;

    private ShapeGroups() {}

    /** Rows with the same columns. */
    public record Member<T>(T rows, Shape shape, long count) {}

    /** Members, and the columns that any of them has. */
    public record Group<T>(List<T> members, Shape shape, long count) {}

    /**
     * Every member in a group; the most frequent first, and else in the order given.
     *
     * @param tableCells how many empty cells are worth a table, positive
     */
    public static <T> List<Group<T>> of(List<Member<T>> members, long tableCells) {
        List<Growing<T>> groups = new ArrayList<>();
        members.stream()
                .sorted(Comparator.comparingLong((Member<T> member) -> member.count())
                        .reversed())
                .forEach(member -> {
                    Growing<T> nearest = nearest(groups, member);
                    if (nearest == null || (nearest.emptyCells(member) > tableCells && groups.size() < MOST_GROUPS)) {
                        nearest = new Growing<>();
                        groups.add(nearest);
                    }
                    nearest.add(member);
                });
        return groups.stream().map(Growing::group).toList();
    }

    private static <T> @Nullable Growing<T> nearest(List<Growing<T>> groups, Member<T> member) {
        return groups.stream()
                .min(Comparator.comparingLong(group -> group.emptyCells(member)))
                .orElse(null);
    }

    private static final class Growing<T> {
        private final List<T> members = new ArrayList<>();
        private Shape shape = Shape.of();
        private long count;

        /** How many more there would be with a member. */
        long emptyCells(Member<T> member) {
            int width = shape.or(member.shape()).width();
            return count * (width - shape.width())
                    + member.count() * (width - member.shape().width());
        }

        void add(Member<T> member) {
            members.add(member.rows());
            shape = shape.or(member.shape());
            count += member.count();
        }

        Group<T> group() {
            return new Group<>(List.copyOf(members), shape, count);
        }
    }
}
