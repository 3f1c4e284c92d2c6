package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Vertices that are divided into groups: each is in one. */
final class Groups {
    private Groups() {}

    /**
     * Numbers groups from 0, the largest first, of equally large ones that with the smallest vertex. O(V + groups · log groups).
     *
     * @param groups the group of each vertex, from 0 to below {@code groups.length}; some may be empty
     */
    static double[] bySize(int[] groups) {
        int[] sizes = new int[groups.length];
        int[] smallest = new int[groups.length];
        for (int vertex = groups.length - 1; vertex >= 0; vertex--) {
            sizes[groups[vertex]]++;
            smallest[groups[vertex]] = vertex;
        }
        int[] ordered = IntStream.range(0, groups.length)
                .filter(group -> sizes[group] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(group -> -sizes[group])
                        .thenComparingInt(group -> smallest[group]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] numbers = new int[groups.length];
        for (int number = 0; number < ordered.length; number++) {
            numbers[ordered[number]] = number;
        }
        return Arrays.stream(groups).mapToDouble(group -> numbers[group]).toArray();
    }
}
