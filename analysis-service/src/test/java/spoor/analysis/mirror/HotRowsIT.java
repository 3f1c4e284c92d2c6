package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.Correction;
import spoor.event.EventId;
import spoor.storage.StoredEvent;

/** What DuckDB sees of rows that this process holds. */
class HotRowsIT {
    private static final Instant TIME = Instant.parse("2026-05-04T10:00:00Z");
    private static final int EVENTS_PER_WATERMARK = 1_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @SuppressWarnings("NullAway.Init")
    private DuckDBConnection connection;

    @SuppressWarnings("NullAway.Init")
    private DSLContext sql;

    private final Registry.Draft draft = Registry.empty().draft();

    /** Held until a test has asked for them. */
    private final List<HotRows> held = new ArrayList<>();

    @BeforeEach
    void open() throws IOException, SQLException {
        engine = Engine.open(folder.resolve("segments"), folder.resolve("answers"), folder.resolve("spill"), "200MB");
        connection = engine.connect();
        sql = Engine.sql(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        engine.close();
    }

    @Test
    void everyTypeAndGap_isSeenAsItWasPut() {
        List<Map<String, Object>> events =
                IntStream.range(0, 5_000).mapToObj(HotRowsIT::fields).toList();
        HotRows rows = rows(events);
        Map<String, Field<?>> columns = columns();
        List<Record> seen = List.copyOf(sql.select(columns.values())
                .from(RowsFunction.table(rows.all()))
                .orderBy(EventTable.WATERMARK, EventTable.ORDINAL)
                .fetch());
        assertThat(seen).hasSize(events.size());
        for (int i = 0; i < events.size(); i++) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, Field<?>> column : columns.entrySet()) {
                Object value = seen.get(i).get(column.getValue());
                if (value != null) {
                    values.put(column.getKey(), value);
                }
            }
            assertThat(values).as("event %d", i).isEqualTo(events.get(i));
        }
    }

    @Test
    void noColumn_isNeededToCount() {
        HotRows rows = rows(same(5_000));
        assertThat(sql.fetchCount(RowsFunction.table(rows.all()))).isEqualTo(5_000);
        assertThat(sql.fetchCount(RowsFunction.table(new HotRows.Slice(rows, 2_000, 4_100))))
                .isEqualTo(2_100);
    }

    @Test
    void aSlice_isSeenAsItWas_whileMoreIsAdded() throws InterruptedException {
        List<Map<String, Object>> all =
                IntStream.range(0, 40_000).mapToObj(HotRowsIT::fields).toList();
        List<ReadEvent> events = read(all);
        HotRows rows = engine.rows().open(shape(events), draft.registry());
        AtomicInteger told = new AtomicInteger();
        Semaphore asking = new Semaphore(0);
        Thread adder = Thread.ofPlatform().start(() -> {
            for (ReadEvent event : events) {
                if (rows.size() % 1_999 == 0) {
                    asking.acquireUninterruptibly();
                }
                rows.add(event);
                told.set(rows.size());
            }
        });
        List<String> sums = new ArrayList<>();
        columns().forEach((name, column) -> sums.add("count(" + column.getName() + ")"));
        int seen = 0;
        while (seen < events.size()) {
            asking.release();
            seen = told.get();
            List<Map<String, Object>> expected = all.subList(0, seen);
            assertThat(Objects.requireNonNull(sql.fetchOne(
                                    "select count(*), sum(c" + column("number") + "), " + String.join(", ", sums)
                                            + " from {0}",
                                    RowsFunction.table(new HotRows.Slice(rows, 0, seen))))
                            .intoList())
                    .isEqualTo(expected(expected));
        }
        adder.join();
    }

    private List<@Nullable Object> expected(List<Map<String, Object>> events) {
        List<@Nullable Object> expected = new ArrayList<>();
        expected.add((long) events.size());
        List<Double> numbers = events.stream()
                .flatMap(fields -> Stream.ofNullable(fields.get("number")))
                .map(Double.class::cast)
                .toList();
        expected.add(
                numbers.isEmpty()
                        ? null
                        : numbers.stream().mapToDouble(number -> number).sum());
        columns()
                .keySet()
                .forEach(name -> expected.add(events.stream()
                        .filter(fields -> fields.containsKey(name))
                        .count()));
        return expected;
    }

    @Test
    void rowThatFails_isNotTakenForTheNext() {
        HotRows rows = rows(same(Values.MOST));
        ReadEvent good = read(same(1)).getFirst();
        Object[] wrong = {"value", "no number"};
        assertThatThrownBy(() -> rows.add(new ReadEvent(7, good.stored(), good.shape(), good.columns(), wrong)))
                .isInstanceOf(ClassCastException.class);
        assertThat(rows.size()).isEqualTo(Values.MOST + 1);
        rows.add(good);
        assertThat(watermarks(new HotRows.Slice(rows, Values.MOST + 1, Values.MOST + 2)))
                .containsExactly(1L);
    }

    @Test
    void between_hasAllOfTheWatermarks_andOfOthersThoseInTheSameBlocks() {
        HotRows rows = rows(same(20_000));
        for (long first = 1; first <= 20; first++) {
            for (long last = first; last <= 20; last++) {
                List<Long> seen = watermarks(rows.all().between(first, last));
                assertThat(seen)
                        .contains(LongStream.rangeClosed(first, last).boxed().toArray(Long[]::new))
                        .allMatch(isNear(first, last));
            }
        }
        assertThat(rows.all().between(21, 30).size()).isZero();
        assertThat(watermarks(rows.all().between(21, 30))).isEmpty();
    }

    @Test
    void rowsThatNobodyHolds_areUnknown() {
        assertThatThrownBy(() -> sql.fetch("select * from spoor_rows(99, 0, 10)"));
    }

    /** Of every type, each of them now and then. */
    private static Map<String, Object> fields(int i) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (i % 3 != 0) {
            fields.put("text", "é" + "x".repeat(i % 200) + i % 7);
        }
        if (i > 4_500) {
            fields.put("late", (long) i);
        }
        if (i % 5 == 0) {
            fields.put("number", i / 4.0);
        }
        if (i % 2 == 0) {
            fields.put("truth", i % 4 == 0);
        }
        return fields;
    }

    private static Predicate<Long> isNear(long first, long last) {
        long blocks = 1 + (long) Values.MOST / EVENTS_PER_WATERMARK;
        return watermark -> first - blocks <= watermark && watermark <= last + blocks;
    }

    private List<Long> watermarks(HotRows.Slice rows) {
        return sql.selectDistinct(EventTable.WATERMARK)
                .from(RowsFunction.table(rows))
                .fetch(EventTable.WATERMARK);
    }

    private static List<Map<String, Object>> same(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.<String, Object>of("text", "value " + i % 50, "number", i / 2.0))
                .toList();
    }

    private HotRows rows(List<Map<String, Object>> fields) {
        List<ReadEvent> events = read(fields);
        HotRows rows = engine.rows().open(shape(events), draft.registry());
        events.forEach(rows::add);
        held.add(rows);
        return rows;
    }

    private static Shape shape(List<ReadEvent> events) {
        return events.stream().map(ReadEvent::shape).reduce(Shape.of(), Shape::or);
    }

    private List<ReadEvent> read(List<Map<String, Object>> fields) {
        List<ReadEvent> events = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            long watermark = 1 + (long) i / EVENTS_PER_WATERMARK;
            int ordinal = i % EVENTS_PER_WATERMARK;
            StoredEvent stored = new StoredEvent(
                    new EventId(watermark, ordinal),
                    "default",
                    "lab",
                    TIME,
                    null,
                    TIME,
                    Correction.none(),
                    "{}".getBytes(StandardCharsets.UTF_8));
            events.add(ReadEvent.of(watermark, stored, fields.get(i), draft));
        }
        return events;
    }

    private Map<String, Field<?>> columns() {
        Map<String, Field<?>> columns = new LinkedHashMap<>();
        for (String name : List.of("text", "late", "number", "truth")) {
            columns.put(name, EventTable.field(draft.registry(), column(name)));
        }
        return columns;
    }

    private int column(String field) {
        return draft.registry().columns().stream()
                .filter(column -> column.field().equals(field))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
