package spoor.storage.postgres;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The numbers that stand for names in the rows: one table of {@code (id, name)}, with what was seen of it. */
final class Numbers {
    private final DSLContext sql;
    private final Table<Record> table;
    private final Field<Integer> id;
    private final Field<String> name;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    Numbers(DSLContext sql, Table<Record> table) {
        this.sql = sql;
        this.table = table;
        this.id = Tables.int4(table, "id");
        this.name = Tables.text(table, "name");
    }

    /** The number of {@code text}, given now if it is new. */
    int of(String text) {
        return known.computeIfAbsent(text, this::give);
    }

    /** Whether {@code text} has a number already. */
    boolean has(String text) {
        Optional<Integer> number = Optional.ofNullable(known.get(text)).or(() -> find(text));
        number.ifPresent(found -> known.put(text, found));
        return number.isPresent();
    }

    /** Looks again before it believes that a number stands for its name: somebody took one away. */
    void forget() {
        known.clear();
    }

    private int give(String text) {
        return find(text).orElseGet(() -> {
            sql.insertInto(table, name).values(text).onConflictDoNothing().execute();
            return sql.select(id).from(table).where(name.eq(text)).fetchSingle(id);
        });
    }

    private Optional<Integer> find(String text) {
        return sql.select(id).from(table).where(name.eq(text)).fetchOptional(id);
    }
}
