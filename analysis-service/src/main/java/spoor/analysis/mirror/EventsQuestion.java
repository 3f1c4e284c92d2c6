package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.Row2;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Relation;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * A page of events, newest first. Where they are is asked first, of the few columns that decide it; then everything of those events alone,
 * so that only the page costs all its columns.
 */
final class EventsQuestion {
    private static final List<SortField<?>> NEWEST_FIRST =
            List.of(EventTable.TIME.desc(), EventTable.BATCH.desc(), EventTable.ORDINAL.desc());

    private EventsQuestion() {}

    /** @param after the {@code next} of the page before, or null for the first */
    static Mirror.Page answer(Scope scope, Relation events, int limit, @Nullable String after, DSLContext sql) {
        Result<Record4<Long, Long, Long, Long>> places = sql.select(
                        EventTable.TIME, EventTable.BATCH, EventTable.ORDINAL, EventTable.WATERMARK)
                .from(events.table())
                .where(events.condition())
                .and(before(after))
                .orderBy(NEWEST_FIRST)
                .limit(limit + 1)
                .fetch();
        String next = null;
        if (places.size() > limit) {
            places.removeLast();
            Record last = places.getLast();
            next = last.get(0) + "_" + last.get(1) + "_" + last.get(2);
        }
        return new Mirror.Page(places.isEmpty() ? List.of() : events(scope, places, sql), next, scope.watermark());
    }

    private static List<Map<String, Object>> events(
            Scope scope, Result<Record4<Long, Long, Long, Long>> places, DSLContext sql) {
        List<Long> watermarks =
                places.stream().map(Record4::value4).distinct().sorted().toList();
        Relation around = scope.present(
                places.getLast().value1(), places.getFirst().value1() + 1, watermarks.getFirst(), watermarks.getLast());
        List<Column> columns = List.copyOf(around.columns().all());
        List<Field<?>> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(column.field().as(DSL.name("x" + fields.size()))));
        List<Row2<Long, Long>> ids = places.stream()
                .map(place -> DSL.row(DSL.inline(place.value2()), DSL.inline(place.value3())))
                .toList();
        List<Map<String, Object>> page = new ArrayList<>();
        for (Record row : sql.select(fields)
                .from(around.table())
                .where(around.condition())
                .and(EventTable.WATERMARK.in(watermarks))
                .and(DSL.row(EventTable.BATCH, EventTable.ORDINAL).in(ids))
                .orderBy(NEWEST_FIRST)
                .fetch()) {
            Map<String, Object> event = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                Object value = Cells.of(row.get(i), columns.get(i).type());
                if (value != null) {
                    event.put(columns.get(i).name(), value);
                }
            }
            page.add(event);
        }
        return page;
    }

    private static Condition before(@Nullable String cursor) {
        if (cursor == null) {
            return DSL.noCondition();
        }
        try {
            List<Long> place =
                    Arrays.stream(cursor.split("_", -1)).map(Long::valueOf).toList();
            if (place.size() == 3) {
                return DSL.row(EventTable.TIME, EventTable.BATCH, EventTable.ORDINAL)
                        .lt(place.get(0), place.get(1), place.get(2));
            }
        } catch (NumberFormatException e) {
            throw refused(cursor);
        }
        throw refused(cursor);
    }

    private static RequestException refused(String cursor) {
        return new RequestException(
                ErrorCode.INVALID_REQUEST, Problem.at("after", "'" + cursor + "' is not the 'next' of a page before"));
    }
}
