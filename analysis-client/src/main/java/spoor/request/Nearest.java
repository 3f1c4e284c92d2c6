package spoor.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The names nearest to one that is not known, by Levenshtein's distance less the letters that both begin with: who types a long name
 * knows how it begins. Letter case counts nothing.
 */
public final class Nearest {
    private static final int SUGGESTIONS = 3;

    /** Nobody mistypes a name of thousands of characters, and to compare it with thousands of others takes a minute. */
    private static final int LONGEST_MISTYPED = 200;

    private Nearest() {}

    /** The three nearest at most, nearest first; those equally near by name. */
    public static List<String> to(String name, Collection<String> names) {
        if (name.length() > LONGEST_MISTYPED) {
            return List.of();
        }
        return names.stream()
                .map(other -> new Neighbour(other, distance(name, other) - commonPrefix(name, other)))
                .sorted(Comparator.comparingInt(Neighbour::distance).thenComparing(Neighbour::name))
                .limit(SUGGESTIONS)
                .map(Neighbour::name)
                .toList();
    }

    private record Neighbour(String name, int distance) {}

    private static int commonPrefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && isSame(one.charAt(length), other.charAt(length))) {
            length++;
        }
        return length;
    }

    private static boolean isSame(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (isSame(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[row.length - 1];
    }
}
