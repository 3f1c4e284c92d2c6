package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.Nearest;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * Columns by name; names that differ in case are different columns. Who asks for one is going to use it: only what was asked for is read.
 */
public final class Columns {
    private final Map<String, Column> byName = new LinkedHashMap<>();
    private final Consumer<Column> asked;
    private final Function<String, Optional<Column>> others;

    public Columns() {
        this(_ -> {}, _ -> Optional.empty());
    }

    /**
     * None yet.
     *
     * @param asked is told of each column that is asked for
     * @param others finds a column that is not among those added
     */
    public Columns(Consumer<Column> asked, Function<String, Optional<Column>> others) {
        this.asked = asked;
        this.others = others;
    }

    /** These with one more, or with another in the place of that of its name. */
    Columns with(Column column) {
        Columns columns = new Columns(asked, others);
        columns.byName.putAll(byName);
        columns.byName.put(column.name(), column);
        return columns;
    }

    /** Some of these. */
    Columns only(List<Column> kept) {
        Columns columns = new Columns(asked, _ -> Optional.empty());
        kept.forEach(columns::add);
        return columns;
    }

    /**
     * Adds one.
     *
     * @throws RequestException if there is one of its name
     */
    public void add(Column column) {
        if (byName.putIfAbsent(column.name(), column) != null) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    Problem.at(
                            "steps",
                            "Two columns would be called '" + column.name() + "'; give one of them another name"));
        }
    }

    /** A name that is not taken: the one wanted, or with the first number behind it that is free. */
    static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** All that were added, in this order; each is asked for. */
    public List<Column> all() {
        byName.values().forEach(asked);
        return List.copyOf(byName.values());
    }

    /** Of those added, without asking for any. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Those added, without asking for any. */
    Collection<Column> unasked() {
        return byName.values();
    }

    /** One of those added, without asking for it; null where there is none. */
    @Nullable
    Column unasked(String name) {
        return byName.get(name);
    }

    /** Asks for a column of these, or one that is theirs without a name. */
    void ask(Column column) {
        asked.accept(column);
    }

    /** One, or null where there is none. */
    public @Nullable Column find(String name) {
        Column column = byName.get(name);
        if (column == null) {
            column = others.apply(name).orElse(null);
        }
        if (column != null) {
            asked.accept(column);
        }
        return column;
    }

    /**
     * One that must be there.
     *
     * @param at where the request names it, and {@code offset} characters into that
     * @throws RequestException {@code unknown_field} with the nearest names
     */
    public Column get(String name, String at, int offset) {
        Column column = find(name);
        if (column == null) {
            throw unknown(name, at, offset, name.length());
        }
        return column;
    }

    /** That there is none of a name, which takes {@code length} characters as it is written there. */
    public RequestException unknown(String name, String at, int offset, int length) {
        List<String> near = Nearest.to(name, byName.keySet());
        return new RequestException(
                ErrorCode.UNKNOWN_FIELD,
                new Problem(
                        at,
                        offset,
                        length,
                        "There is no field '" + name + "'"
                                + (near.isEmpty() ? "" : "; the nearest names are " + String.join(", ", near)),
                        near));
    }

    Column get(String name, String at) {
        return get(name, at, 0);
    }

    /** Several that must be there; the places are those of a list's items. */
    List<Column> get(List<String> names, String at) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(get(name, at + "[" + columns.size() + "]"));
        }
        return columns;
    }
}
