package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, and what steps make of them, written as plainly as can be: what {@link Compiler} compiles is held against it. Cells are
 * String, Long, Double, Boolean or null; a time is a Long of microseconds.
 */
record NaiveTable(List<String> names, List<Column.Type> types, List<List<@Nullable Object>> rows) {
    /** Empty values come last. */
    static final Comparator<Object> VALUES =
            Comparator.nullsLast((one, other) -> one instanceof Number a && other instanceof Number b
                    ? a instanceof Long x && b instanceof Long y
                            ? Long.compare(x, y)
                            : Double.compare(a.doubleValue(), b.doubleValue())
                    : compare((Comparable<?>) one, other));

    @SuppressWarnings("unchecked")
    private static <T> int compare(Comparable<T> one, Object other) {
        return one.compareTo((T) other);
    }

    int place(String name) {
        return names.indexOf(name);
    }

    Column.Type type(String name) {
        return types.get(place(name));
    }

    List<String> ofTypes(Column.Type... wanted) {
        return IntStream.range(0, names.size())
                .filter(i -> List.of(wanted).contains(types.get(i)))
                .mapToObj(names::get)
                .toList();
    }

    @Nullable
    Object cell(List<@Nullable Object> row, String name) {
        return row.get(place(name));
    }

    List<@Nullable Object> cells(List<@Nullable Object> row, List<String> of) {
        List<@Nullable Object> cells = new ArrayList<>();
        of.forEach(name -> cells.add(cell(row, name)));
        return cells;
    }

    NaiveTable with(List<List<@Nullable Object>> others) {
        return new NaiveTable(names, types, others);
    }

    /** With one more column, or another in the place of that of the name. */
    NaiveTable with(String name, Column.Type type, List<@Nullable Object> values) {
        List<String> allNames = new ArrayList<>(names);
        List<Column.Type> allTypes = new ArrayList<>(types);
        int at = place(name);
        if (at < 0) {
            allNames.add(name);
            allTypes.add(type);
        } else {
            allTypes.set(at, type);
        }
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>(rows.get(i));
            if (at < 0) {
                row.add(values.get(i));
            } else {
                row.set(at, values.get(i));
            }
            all.add(row);
        }
        return new NaiveTable(allNames, allTypes, all);
    }

    NaiveTable select(List<String> columns) {
        return new NaiveTable(
                columns,
                columns.stream().map(this::type).toList(),
                rows.stream().map(row -> cells(row, columns)).toList());
    }

    /** The places of the rows in an order, {@code -} before a name means descending; equal rows keep theirs. */
    List<Integer> ordered(List<Integer> places, List<String> keys) {
        Comparator<Integer> order = (_, _) -> 0;
        for (String key : keys) {
            boolean isDescending = key.startsWith("-");
            String name = isDescending ? key.substring(1) : key;
            Comparator<Object> values =
                    isDescending ? Comparator.nullsLast((one, other) -> VALUES.compare(other, one)) : VALUES;
            order = order.thenComparing(i -> cell(rows.get(i), name), values);
        }
        return places.stream().sorted(order).toList();
    }

    List<Integer> places() {
        return IntStream.range(0, rows.size()).boxed().toList();
    }

    NaiveTable sort(List<String> keys) {
        return with(ordered(places(), keys).stream().map(rows::get).toList());
    }

    /** The places of the rows of each combination, in the order of first appearance. */
    Map<List<@Nullable Object>, List<Integer>> parts(List<String> by) {
        Map<List<@Nullable Object>, List<Integer>> parts = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            parts.computeIfAbsent(cells(rows.get(i), by), any -> new ArrayList<>())
                    .add(i);
        }
        return parts;
    }

    /** A value for each row, computed of its part's places in an order and of where it is among them. */
    List<@Nullable Object> windowed(List<String> by, List<String> order, WindowFunction function) {
        List<@Nullable Object> values =
                new ArrayList<>(rows.stream().map(_ -> (Object) null).toList());
        parts(by).values().forEach(part -> {
            List<Integer> inOrder = ordered(part, order);
            for (int i = 0; i < inOrder.size(); i++) {
                values.set(inOrder.get(i), function.of(inOrder, i));
            }
        });
        return values;
    }

    /** A row's value of its part. */
    interface WindowFunction {
        @Nullable
        Object of(List<Integer> part, int at);
    }

    /** What an aggregate makes of rows. */
    record Aggregate(
            String name, String text, Column.Type type, Function<List<List<@Nullable Object>>, @Nullable Object> of) {}

    NaiveTable group(List<String> by, List<Aggregate> agg) {
        Map<List<@Nullable Object>, List<Integer>> parts = parts(by);
        if (by.isEmpty() && parts.isEmpty()) {
            parts.put(List.of(), List.of());
        }
        List<List<@Nullable Object>> made = new ArrayList<>();
        parts.forEach((key, places) -> {
            List<List<@Nullable Object>> of = places.stream().map(rows::get).toList();
            List<@Nullable Object> row = new ArrayList<>(key);
            agg.forEach(aggregate -> row.add(aggregate.of.apply(of)));
            made.add(row);
        });
        List<String> allNames = new ArrayList<>(by);
        List<Column.Type> allTypes = new ArrayList<>(by.stream().map(this::type).toList());
        agg.forEach(aggregate -> {
            allNames.add(aggregate.name);
            allTypes.add(aggregate.type);
        });
        return new NaiveTable(allNames, allTypes, made).sort(by);
    }

    /** What is there of a column. */
    List<Object> values(List<List<@Nullable Object>> of, String name) {
        List<Object> values = new ArrayList<>();
        for (List<@Nullable Object> row : of) {
            Object value = cell(row, name);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    static @Nullable Object sum(List<Object> values) {
        if (values.isEmpty()) {
            return null;
        }
        return values.getFirst() instanceof Long
                ? (Object) values.stream().mapToLong(value -> (Long) value).sum()
                : values.stream().mapToDouble(value -> (Double) value).sum();
    }

    static @Nullable Object mean(List<Object> values) {
        return values.isEmpty()
                ? null
                : values.stream()
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .average()
                        .orElseThrow();
    }

    static long floor(long value, long every) {
        return Math.floorDiv(value, every) * every;
    }
}
