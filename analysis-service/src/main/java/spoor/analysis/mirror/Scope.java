package spoor.analysis.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.FieldColumn;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.analysis.mirror.segment.Shape;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.analysis.mirror.table.NotRolledUpException;
import spoor.analysis.mirror.table.Relation;
import spoor.analysis.mirror.table.Rollup;
import spoor.event.EventNames;
import spoor.event.Micros;
import spoor.request.RequestException;

/** What a question may see: a dataset's events up to a watermark. */
final class Scope {
    private final Function<String, Dataset> datasets;
    private final Dataset dataset;
    private final long watermark;
    private final SegmentFolder folder;
    private final Repair repair;
    private final DSLContext sql;
    private final List<Segment> used;

    /**
     * A scope.
     *
     * @param datasets finds one by its name, or refuses it
     * @param name of the dataset that is asked about
     */
    Scope(
            Function<String, Dataset> datasets,
            String name,
            long watermark,
            SegmentFolder folder,
            Repair repair,
            DSLContext sql) {
        this(datasets, name, watermark, folder, repair, sql, new ArrayList<>());
    }

    private Scope(
            Function<String, Dataset> datasets,
            String name,
            long watermark,
            SegmentFolder folder,
            Repair repair,
            DSLContext sql,
            List<Segment> used) {
        this.datasets = datasets;
        this.dataset = datasets.apply(name);
        this.used = used;
        this.watermark = watermark;
        this.folder = folder;
        this.repair = repair;
        this.sql = sql;
    }

    /** The same of another dataset. */
    Scope of(String name) {
        return name.equals(dataset.name()) ? this : new Scope(datasets, name, watermark, folder, repair, sql, used);
    }

    long watermark() {
        return watermark;
    }

    /** The segments that the question has looked into so far. */
    List<Segment> used() {
        return used;
    }

    /** Those in a range of time that match a query, in the order of time, then of storing. */
    Relation events(@Nullable Instant from, @Nullable Instant to, String query) {
        return events(from, to, query, "query");
    }

    /** @param at the query's place in the request */
    Relation events(@Nullable Instant from, @Nullable Instant to, String query, String at) {
        long first = micros(from, Long.MIN_VALUE);
        long end = micros(to, Long.MAX_VALUE);
        Relation events = relation(source(first, end), first, end, false);
        return events.selecting(Search.condition(query, at, events.columns()));
    }

    /**
     * What is made of those in a range of time that match a query. Their rollups are asked where there are some, and the events where those can't
     * tell.
     */
    <T> T ask(@Nullable Instant from, @Nullable Instant to, String query, String at, Function<Relation, T> question) {
        Optional<Relation> rollups = rollups(micros(from, Long.MIN_VALUE), micros(to, Long.MAX_VALUE));
        if (rollups.isPresent()) {
            try {
                Relation rows = rollups.get();
                return question.apply(rows.selecting(Search.condition(query, at, rows.columns())));
            } catch (NotRolledUpException | RequestException e) {
                // What the request asks for beyond rollups, or is wrong about, shows when it is put to the events.
            }
        }
        return question.apply(events(from, to, query, at));
    }

    private Optional<Relation> rollups(long from, long to) {
        List<Segment> segments = segments(from, to);
        RollupSource source = new RollupSource(
                new EventSource(folder, dataset.registry(), segments, hot(from, to), watermark), from, to);
        if (!source.isUseful()) {
            return Optional.empty();
        }
        requireWhole(segments, from, to);
        Column time = new Column(EventNames.TIME, Column.Type.TIME, EventTable.TIME);
        Columns columns = new Columns(
                column -> {
                    if (column.equals(time)) {
                        throw new NotRolledUpException();
                    }
                },
                _ -> {
                    throw new NotRolledUpException();
                });
        columns.add(time);
        dataset.registry().forEach(watermark, (field, places) -> {
            if (RollupTable.FIELDS.contains(field)) {
                columns.add(column(EventNames.ofField(field), places));
            }
        });
        return Optional.of(Relation.of(
                DSL.table("({0})", source.select()).as("e"),
                columns,
                new Rollup(
                        time,
                        new Column("", Column.Type.TIME, EventTable.TIME),
                        new Column("", Column.Type.LONG, RollupTable.EVENTS),
                        new Column("", Column.Type.TIME, RollupTable.FIRST),
                        new Column("", Column.Type.TIME, RollupTable.LAST))));
    }

    private static long micros(@Nullable Instant time, long open) {
        return time == null ? open : Micros.ofNearest(time);
    }

    /**
     * Those in a range of time, with those columns only that any of them may have; of what is hot not all that are not in a range of watermarks.
     *
     * @param from inclusive, in microseconds since 1970
     * @param to exclusive, likewise
     * @param firstWatermark inclusive
     * @param lastWatermark inclusive
     */
    Relation present(long from, long to, long firstWatermark, long lastWatermark) {
        return relation(source(from, to).between(firstWatermark, lastWatermark), from, to, true);
    }

    /** All of the dataset's. */
    EventSource everything() {
        return source(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private EventSource source(long from, long to) {
        List<Segment> segments = segments(from, to);
        requireWhole(segments, from, to);
        return new EventSource(folder, dataset.registry(), segments, hot(from, to), watermark);
    }

    private Relation relation(EventSource source, long from, long to, boolean isOfPresentColumns) {
        Asked asked = new Asked(source);
        Table<?> table = DSL.table("({0})", asked).as("e");
        return Relation.of(
                table,
                EventTable.isIn(from, to),
                columns(asked, table, isOfPresentColumns),
                List.of(EventTable.TIME, EventTable.BATCH, EventTable.ORDINAL));
    }

    private List<Segment> segments(long from, long to) {
        return dataset.segments().stream()
                .filter(segment -> segment.extent().meets(watermark, from, to))
                .toList();
    }

    private List<HotTable> hot(long from, long to) {
        return dataset.hot().stream()
                .filter(table -> table.extent().meets(watermark, from, to))
                .toList();
    }

    private void requireWhole(List<Segment> segments, long from, long to) {
        boolean areWhole = dataset.holes().stream().noneMatch(hole -> hole.meets(watermark, from, to));
        try {
            for (Segment segment : segments) {
                areWhole &= repair.isWhole(segment);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!areWhole) {
            throw Refusal.incomplete();
        }
        used.addAll(segments);
    }

    private Columns columns(Asked asked, Table<?> table, boolean isOfPresentColumns) {
        Shape present = isOfPresentColumns ? asked.source.shape() : Shape.of();
        Columns columns = new Columns(asked::add, name -> unregistered(asked, table, name));
        columns.add(new Column(
                EventNames.ID,
                Column.Type.TEXT,
                DSL.concat(
                        EventTable.BATCH.cast(SQLDataType.VARCHAR),
                        DSL.inline("-"),
                        EventTable.ORDINAL.cast(SQLDataType.VARCHAR))));
        columns.add(new Column(EventNames.TIME, Column.Type.TIME, EventTable.TIME));
        columns.add(new Column(EventNames.OCCURRED_AT, Column.Type.TIME, EventTable.OCCURRED));
        columns.add(new Column(EventNames.RECEIVED_AT, Column.Type.TIME, EventTable.RECEIVED));
        columns.add(new Column(EventNames.COLLECTOR, Column.Type.TEXT, EventTable.COLLECTOR));
        dataset.registry().forEach(watermark, (field, places) -> {
            if (!isOfPresentColumns || places.stream().anyMatch(place -> present.has(place.id()))) {
                Column column = column(EventNames.ofField(field), places);
                asked.places.put(
                        column,
                        Shape.of(places.stream().mapToInt(FieldColumn::id).toArray()));
                if (!columns.names().contains(column.name())) {
                    columns.add(column);
                }
            }
        });
        return columns;
    }

    private Column column(String name, List<FieldColumn> places) {
        if (places.size() == 1) {
            FieldColumn only = places.getFirst();
            return new Column(
                    name, Column.Type.valueOf(only.type().name()), EventTable.field(dataset.registry(), only.id()));
        }
        List<Field<String>> texts = new ArrayList<>();
        places.forEach(place ->
                texts.add(EventTable.field(dataset.registry(), place.id()).cast(SQLDataType.VARCHAR)));
        return new Column(
                name,
                Column.Type.TEXT,
                DSL.coalesce(texts.getFirst(), texts.subList(1, texts.size()).toArray(Field[]::new)));
    }

    /** A field that has no column, but is in an event's rest. */
    private Optional<Column> unregistered(Asked asked, Table<?> table, String name) {
        if (dataset.registry().overflowSince() > watermark) {
            return Optional.empty();
        }
        String pointer = "/" + EventNames.field(name).replace("~", "~0").replace("/", "~1");
        Column column = new Column(
                name,
                Column.Type.TEXT,
                DSL.function(
                        "json_extract_string",
                        SQLDataType.VARCHAR,
                        EventTable.field(dataset.registry(), Registry.REST),
                        DSL.inline(pointer)));
        asked.places.put(column, Shape.of(Registry.REST));
        asked.add(column);
        return sql.fetchExists(sql.selectOne().from(table).where(column.field().isNotNull()))
                ? Optional.of(column)
                : Optional.empty();
    }

    /** The events with just those columns that were asked for by the time when the question is put. */
    private static final class Asked extends CustomQueryPart {
        private static final long serialVersionUID = 1;

        private final transient EventSource source;
        private final transient Map<Column, Shape> places = new HashMap<>();
        private transient Shape shape = Shape.of();

        Asked(EventSource source) {
            this.source = source;
        }

        void add(Column column) {
            Shape more = places.get(column);
            if (more != null && !shape.hasAll(more)) {
                shape = shape.or(more);
            }
        }

        @Override
        public void accept(Context<?> context) {
            context.visit(source.select(shape));
        }
    }
}
