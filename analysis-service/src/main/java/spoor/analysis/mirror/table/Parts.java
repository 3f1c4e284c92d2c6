package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Rows in parts, for windows. Texts are slow to sort by and to carry along: of events, where a key has few different ones, they are coded by numbers within
 * the window and read again after it.
 *
 * @param rows with the same columns as before
 * @param keys of the parts
 */
record Parts(Relation rows, List<Field<?>> keys) {
    /** A question lists them all. */
    private static final int MOST_VALUES = 1_000;

    static Parts of(Relation rows, List<String> by, String at, TableSource source) {
        List<Column> keys = rows.columns().get(by, at + ".by");
        Map<String, Field<String>> codes = new LinkedHashMap<>();
        if (rows.isOfEvents()) {
            for (Column key : keys) {
                List<String> values = key.type() == Column.Type.TEXT ? values(rows, key, source) : List.of();
                if (!values.isEmpty() && values.size() <= MOST_VALUES) {
                    codes.put(key.name(), Sql.coded(key.text(), values));
                }
            }
        }
        if (codes.isEmpty()) {
            return new Parts(rows, keys.stream().map(Column::field).toList());
        }
        Columns coded = rows.columns();
        for (Map.Entry<String, Field<String>> code : codes.entrySet()) {
            coded = coded.with(new Column(code.getKey(), Column.Type.TEXT, code.getValue()));
        }
        Relation inner = rows.with(coded).nested();
        List<Field<?>> fields = new ArrayList<>();
        inner.columns().get(by, at + ".by").forEach(key -> fields.add(key.field()));
        Columns decoded = inner.columns();
        for (String name : codes.keySet()) {
            Field<?> code = inner.columns().get(name, at + ".by").field();
            decoded = decoded.with(new Column(name, Column.Type.TEXT, code.cast(SQLDataType.VARCHAR)));
        }
        return new Parts(inner.with(decoded), fields);
    }

    private static List<String> values(Relation rows, Column key, TableSource source) {
        return source.fetch(DSL.selectDistinct(key.text())
                        .from(rows.table())
                        .where(rows.condition())
                        .and(key.field().isNotNull())
                        .orderBy(key.text())
                        .limit(MOST_VALUES + 1))
                .map(row -> row.get(0, String.class));
    }
}
