package spoor.analysis.mirror;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import spoor.request.Problem;
import spoor.request.RequestException;

/** Columns by name; names that differ in case are different columns. Who asks for one is going to use it. */
final class Columns {
    private static final int LONGEST_MISTYPED = 200;

    private final Map<String, Column> byName = new LinkedHashMap<>();
    private final Consumer<Column> asked;
    private final Function<String, Optional<Column>> others;

    Columns() {
        this(_ -> {}, _ -> Optional.empty());
    }

    /**
     * @param asked is told of each column that is asked for
     * @param others finds a column that is not among those added
     */
    Columns(Consumer<Column> asked, Function<String, Optional<Column>> others) {
        this.asked = asked;
        this.others = others;
    }

    Columns with(Column column) {
        Columns columns = new Columns(asked, others);
        columns.byName.putAll(byName);
        columns.byName.put(column.name(), column);
        return columns;
    }

    void add(Column column) {
        byName.putIfAbsent(column.name(), column);
    }

    Collection<Column> all() {
        byName.values().forEach(asked);
        return byName.values();
    }

    /** Of those added, without asking for any. */
    Set<String> names() {
        return byName.keySet();
    }

    @Nullable
    Column find(String name) {
        Column column = byName.get(name);
        if (column == null) {
            column = others.apply(name).orElse(null);
        }
        if (column != null) {
            asked.accept(column);
        }
        return column;
    }

    Column get(String name, String at, int offset) {
        Column column = find(name);
        if (column == null) {
            List<String> near = nearest(name);
            throw new RequestException(
                    "unknown_field",
                    new Problem(
                            at,
                            offset,
                            name.length(),
                            "There is no field '" + name + "'"
                                    + (near.isEmpty() ? "" : "; the nearest names are " + String.join(", ", near)),
                            near));
        }
        return column;
    }

    /** Best first. Nobody mistypes a name of thousands of characters, and to compare it with thousands of others takes a minute. */
    private List<String> nearest(String name) {
        return name.length() > LONGEST_MISTYPED
                ? List.of()
                : byName.keySet().stream()
                        .map(other -> new Neighbour(other, distance(name, other)))
                        .sorted(Comparator.comparingInt(Neighbour::distance).thenComparing(Neighbour::name))
                        .limit(3)
                        .map(Neighbour::name)
                        .toList();
    }

    private record Neighbour(String name, int distance) {}

    /** Levenshtein's distance, letter case counting nothing. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                char a = Character.toLowerCase(one.charAt(i - 1));
                char b = Character.toLowerCase(other.charAt(j - 1));
                int replaced = diagonal + (a == b ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[row.length - 1];
    }
}
