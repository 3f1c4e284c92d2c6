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
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** Columns by name; names that differ in case are different columns. Who asks for one is going to use it. */
final class Columns {
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

    /** @param offset in the text at {@code at}, where the name stands as it is */
    Column get(String name, String at, int offset) {
        Column column = find(name);
        if (column == null) {
            throw unknown(name, at, offset, name.length());
        }
        return column;
    }

    /** That there is none of a name, which takes {@code length} characters as it is written there. */
    RequestException unknown(String name, String at, int offset, int length) {
        List<String> near = byName.keySet().stream()
                .sorted(Comparator.<String>comparingInt(other -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
        return new RequestException(
                ErrorCode.UNKNOWN_FIELD,
                new Problem(
                        at,
                        offset,
                        length,
                        "There is no field '" + name + "'; the nearest names are " + String.join(", ", near),
                        near));
    }

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
