package spoor.analysis.mirror.segment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import spoor.event.FieldType;
import spoor.event.Schema;

/**
 * The fields of one dataset and the columns that hold them. Immutable.
 *
 * <p>A field has a column for each type that its values have had, so that no value is ever changed to fit beside others: a field with
 * one column is of that column's type, and a field with several is text, in which each of its values is what it says. Since a
 * column knows from which watermark on there are such values, a field's type at an earlier watermark is what it was then.
 *
 * <p>Names that differ in case are different fields. A dataset has at most {@value #MOST_FIELDS} of them; what comes after that has no
 * column, and is kept by name in a map beside the columns.
 */
public final class Registry {
    public static final int MOST_FIELDS = 4_096;

    /** The id of the column that holds, as text, a JSON object of those of an event's fields that have no column of their own. */
    public static final int REST = MOST_FIELDS * FieldType.values().length;

    private static final Registry EMPTY = promoted();

    private final List<FieldColumn> columns;
    private final Map<String, List<FieldColumn>> fields;
    private final long overflowSince;

    private Registry(List<FieldColumn> columns, long overflowSince) {
        this.columns = List.copyOf(columns);
        this.overflowSince = overflowSince;
        fields = new LinkedHashMap<>();
        columns.forEach(column ->
                fields.computeIfAbsent(column.field(), _ -> new ArrayList<>()).add(column));
    }

    /** The promoted fields alone. */
    public static Registry empty() {
        return EMPTY;
    }

    /**
     * What was kept before.
     *
     * @param columns in the order of their ids, from 0 without gaps
     * @param overflowSince as {@link #overflowSince} gave it
     * @throws IllegalArgumentException if they are not
     */
    public static Registry of(List<FieldColumn> columns, long overflowSince) {
        for (int id = 0; id < columns.size(); id++) {
            if (columns.get(id).id() != id) {
                throw new IllegalArgumentException(
                        "Column " + columns.get(id).id() + " stands in the place of column " + id);
            }
        }
        return new Registry(columns, overflowSince);
    }

    private static Registry promoted() {
        List<FieldColumn> columns = new ArrayList<>();
        Schema.PROMOTED.forEach(field -> columns.add(new FieldColumn(columns.size(), field.name(), field.type(), 0)));
        return new Registry(columns, Long.MAX_VALUE);
    }

    /** By id. */
    public List<FieldColumn> columns() {
        return columns;
    }

    /** The lowest watermark of an event with a field that has no column; {@link Long#MAX_VALUE} if there is none. */
    public long overflowSince() {
        return overflowSince;
    }

    /** Each field that there was at a watermark, with its columns at that time, one at least, in the order of their ids. */
    public void forEach(long watermark, BiConsumer<String, List<FieldColumn>> action) {
        fields.forEach((field, all) -> {
            List<FieldColumn> then =
                    all.stream().filter(column -> column.since() <= watermark).toList();
            if (!then.isEmpty()) {
                action.accept(field, then);
            }
        });
    }

    /** What a column holds, {@link #REST} included. */
    public FieldType type(int id) {
        return id == REST ? FieldType.TEXT : columns.get(id).type();
    }

    /** The field that a column holds values of; empty for {@link #REST}. */
    public String label(int id) {
        return id == REST ? "" : columns.get(id).field();
    }

    public Draft draft() {
        return new Draft(this);
    }

    /** A registry in the making, to which events add their fields. */
    public static final class Draft {
        private final List<FieldColumn> columns;
        private final Map<String, Map<FieldType, Integer>> ids = new HashMap<>();
        private Registry latest;
        private long overflowSince;
        private boolean isChanged;

        private Draft(Registry base) {
            latest = base;
            columns = new ArrayList<>(base.columns);
            overflowSince = base.overflowSince;
            columns.forEach(column -> ids(column.field()).put(column.type(), column.id()));
        }

        /** The id of the column that holds a field's values of a type, or {@link #REST}. */
        public int column(String field, FieldType type, long watermark) {
            Map<FieldType, Integer> known = ids.get(field);
            if (known == null) {
                if (ids.size() >= MOST_FIELDS) {
                    if (watermark < overflowSince) {
                        overflowSince = watermark;
                        isChanged = true;
                    }
                    return REST;
                }
                known = ids(field);
            }
            Integer id = known.get(type);
            if (id == null) {
                id = columns.size();
                known.put(type, id);
                columns.add(new FieldColumn(id, field, type, watermark));
                isChanged = true;
            } else if (watermark < columns.get(id).since()) {
                columns.set(id, new FieldColumn(id, field, type, watermark));
                isChanged = true;
            }
            return id;
        }

        /** As {@link Registry#type} will say. */
        public FieldType type(int id) {
            return id == REST ? FieldType.TEXT : columns.get(id).type();
        }

        /** As {@link Registry#label} will say. */
        public String label(int id) {
            return id == REST ? "" : columns.get(id).field();
        }

        /** As it is now; the same one as before if nothing has been added since. */
        public Registry registry() {
            if (isChanged) {
                latest = new Registry(columns, overflowSince);
                isChanged = false;
            }
            return latest;
        }

        private Map<FieldType, Integer> ids(String field) {
            return ids.computeIfAbsent(field, _ -> new EnumMap<>(FieldType.class));
        }
    }
}
