package spoor.analysis.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import spoor.analysis.graph.EventGraph;
import spoor.analysis.graph.Kind;
import spoor.analysis.graph.Link;
import spoor.event.EventReading;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;
import spoor.storage.EventReader;
import spoor.storage.HistoryChange;
import spoor.storage.News;
import spoor.storage.StoredBatch;

/**
 * The mirror in a DuckDB of its own, made anew from the store at each start and kept up by a thread that follows the batches.
 * Questions run side by side; a batch is appended between them, so that an answer never sees half of one.
 */
public final class DuckMirror implements Mirror {
    private static final Logger LOG = Logger.getLogger(DuckMirror.class.getName());
    private static final int ROWS = 10_000;
    private static final int LINKS = 1_000_000;

    /** How many columns are summarised at once: counting distinct values takes memory for each of them. */
    private static final int SUMMARISED = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of one query of a question: while it runs, nothing new becomes visible. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final EventReader reader;
    private final EventReading reading;
    private final Path folder;
    private final String memory;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Condition moved = lock.writeLock().newCondition();
    private final Map<String, DatasetTable> datasets = new HashMap<>();
    private final ChangedPast past = new ChangedPast();
    private final Thread follower;
    private DuckDBConnection connection;
    private long lastChange;
    private volatile long watermark;
    private volatile boolean isClosed;

    private DuckMirror(Path folder, String memory, EventReader reader, EventReading reading)
            throws IOException, SQLException {
        this.folder = folder;
        this.memory = memory;
        this.reader = reader;
        this.reading = reading;
        connection = connect(folder, memory);
        datasets.put("default", new DatasetTable(sql(connection), 1));
        follower = Thread.ofPlatform().name("mirror-follower").daemon().unstarted(this::follow);
    }

    /**
     * Opens a mirror and starts to follow the store.
     *
     * @param folder of the mirror alone; an older mirror in it is replaced
     * @param memory the most that DuckDB may take, such as {@code 1GB}
     */
    public static Mirror open(Path folder, String memory, EventReader reader, EventReading reading) {
        try {
            DuckMirror mirror = new DuckMirror(folder, memory, reader, reading);
            mirror.follower.start();
            return mirror;
        } catch (IOException e) {
            throw new UncheckedIOException("The mirror's folder " + folder + " can't be used", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The mirror in " + folder + " can't be opened", e);
        }
    }

    /** A new database in the place of an older one, of which nothing is left. */
    private static DuckDBConnection connect(Path folder, String memory) throws IOException, SQLException {
        Files.deleteIfExists(folder.resolve("mirror.duckdb"));
        Files.deleteIfExists(folder.resolve("mirror.duckdb.wal"));
        FileSystemUtils.deleteRecursively(folder.resolve("temporary"));
        Files.createDirectories(folder.resolve("temporary"));
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("temp_directory", folder.resolve("temporary").toString());
        DuckDBConnection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + folder.resolve("mirror.duckdb"), settings)
                .unwrap(DuckDBConnection.class);
        sql(connection).execute("SET enable_external_access = false");
        sql(connection).execute("SET lock_configuration = true");
        return connection;
    }

    @Override
    public TableResult table(TableRequest request) {
        return ask(request.dataset(), request.asOf(), (scope, sql) -> {
            long started = System.nanoTime();
            Relation events = scope.events(request.from(), request.to(), request.query());
            Relation relation = events;
            int rows = ROWS;
            for (int i = 0; i < request.steps().size(); i++) {
                Step step = request.steps().get(i);
                if (step instanceof Step.Limit limit && i == request.steps().size() - 1) {
                    rows = limit.rows();
                } else {
                    relation = relation.apply(sql, step, "steps[" + i + "]");
                }
            }
            List<TableResult.Column> columns = relation.columns().all().stream()
                    .map(column ->
                            new TableResult.Column(column.name(), column.type().word()))
                    .toList();
            List<List<@Nullable Object>> cells = new ArrayList<>();
            for (Record row : relation.query(sql, rows + 1).fetch()) {
                cells.add(cells(row, relation.columns()));
            }
            boolean isTruncated = cells.size() > rows;
            if (isTruncated) {
                cells.removeLast();
            }
            long scanned = sql.fetchCount(sql.selectOne().from(events.table()).where(events.condition()));
            return new TableResult(
                    columns, cells, cells.size(), isTruncated, scope.watermark(), scanned, millisSince(started));
        });
    }

    @Override
    public GraphResult graph(GraphRequest request) {
        return ask(request.dataset(), request.asOf(), (scope, sql) -> {
            long started = System.nanoTime();
            Relation events = scope.events(request.from(), request.to(), request.query());
            List<Link> links = new ArrayList<>();
            Map<String, Map<String, String>> attributes = new HashMap<>();
            for (int i = 0; i < request.edges().size(); i++) {
                links.addAll(links(sql, events, request.edges().get(i), "edges[" + i + "]"));
            }
            for (int i = 0; i < request.attributes().size(); i++) {
                String attribute = request.attributes().get(i);
                Column column = events.columns().get(attribute, "attributes[" + i + "]", 0);
                EventGraph.mostFrequent(attribute(sql, events, request.edges(), column))
                        .forEach((vertex, value) -> attributes
                                .computeIfAbsent(vertex, any -> new LinkedHashMap<>())
                                .put(attribute, value));
            }
            GraphResult graph = EventGraph.of(links, request.measures(), attributes, request.limit());
            return new GraphResult(
                    graph.vertices(), graph.edges(), graph.total(), scope.watermark(), millisSince(started));
        });
    }

    private static List<Link> links(DSLContext sql, Relation events, GraphRequest.Edge edge, String at) {
        Field<String> source = text(events.columns().get(edge.source(), at + ".source", 0));
        Field<String> target = text(events.columns().get(edge.target(), at + ".target", 0));
        Field<Double> weight = Aggregate.compile("weight", edge.weight(), at + ".weight", events.columns())
                .field()
                .cast(SQLDataType.DOUBLE);
        List<Link> links = new ArrayList<>();
        for (Record row : sql.select(
                        source, target, weight, DSL.count(), DSL.min(DatasetTable.TIME), DSL.max(DatasetTable.TIME))
                .from(events.table())
                .where(events.condition())
                .and(source.isNotNull())
                .and(target.isNotNull())
                .groupBy(source, target)
                .orderBy(source, target)
                .limit(LINKS)
                .fetch()) {
            Double heavy = row.get(2, Double.class);
            links.add(new Link(
                    edge.source(),
                    row.get(0, String.class),
                    edge.target(),
                    row.get(1, String.class),
                    heavy == null ? 0 : heavy,
                    row.get(3, Long.class),
                    Times.instant(row.get(4, Long.class)),
                    Times.instant(row.get(5, Long.class))));
        }
        return links;
    }

    private static Map<String, Map<String, Long>> attribute(
            DSLContext sql, Relation events, List<GraphRequest.Edge> edges, Column attribute) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (GraphRequest.Edge edge : edges) {
            for (String end : List.of(edge.source(), edge.target())) {
                Field<String> vertex = text(events.columns().get(end, "edges", 0));
                Field<String> value = text(attribute);
                for (Record row : sql.select(vertex, value, DSL.count())
                        .from(events.table())
                        .where(events.condition())
                        .and(vertex.isNotNull())
                        .and(value.isNotNull())
                        .groupBy(vertex, value)
                        .limit(LINKS)
                        .fetch()) {
                    counts.computeIfAbsent(Kind.vertex(end, row.get(0, String.class)), any -> new HashMap<>())
                            .merge(row.get(1, String.class), row.get(2, Long.class), Long::sum);
                }
            }
        }
        return counts;
    }

    @Override
    public Page events(
            String dataset,
            String query,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String after,
            @Nullable Long asOf) {
        return ask(dataset, asOf, (scope, sql) -> {
            Relation events = scope.events(from, to, query);
            List<Column> columns = List.copyOf(events.columns().all());
            List<Field<?>> fields = new ArrayList<>();
            columns.forEach(column -> fields.add(column.field().as(DSL.name("x" + fields.size()))));
            fields.addAll(List.of(DatasetTable.TIME, DatasetTable.BATCH, DatasetTable.ORDINAL));
            List<Map<String, Object>> page = new ArrayList<>();
            String next = null;
            for (Record row : sql.select(fields)
                    .from(events.table())
                    .where(events.condition())
                    .and(before(after))
                    .orderBy(DatasetTable.TIME.desc(), DatasetTable.BATCH.desc(), DatasetTable.ORDINAL.desc())
                    .limit(limit + 1)
                    .fetch()) {
                if (page.size() == limit) {
                    return new Page(page, next, scope.watermark());
                }
                Map<String, Object> event = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    Object value = cell(row.get(i), columns.get(i).type());
                    if (value != null) {
                        event.put(columns.get(i).name(), value);
                    }
                }
                page.add(event);
                int last = columns.size();
                next = row.get(last) + "_" + row.get(last + 1) + "_" + row.get(last + 2);
            }
            return new Page(page, null, scope.watermark());
        });
    }

    private static org.jooq.Condition before(@Nullable String cursor) {
        if (cursor == null) {
            return DSL.noCondition();
        }
        try {
            List<Long> place =
                    Arrays.stream(cursor.split("_", -1)).map(Long::valueOf).toList();
            if (place.size() == 3) {
                return DSL.row(DatasetTable.TIME, DatasetTable.BATCH, DatasetTable.ORDINAL)
                        .lt(place.get(0), place.get(1), place.get(2));
            }
        } catch (NumberFormatException e) {
            throw cursor(cursor);
        }
        throw cursor(cursor);
    }

    private static RequestException cursor(String cursor) {
        return new RequestException(
                "invalid_request", Problem.at("after", "'" + cursor + "' is not the 'next' of a page before"));
    }

    @Override
    public List<Mirror.FieldSummary> fields(String dataset) {
        return ask(dataset, null, (scope, sql) -> {
            List<Column> columns = List.copyOf(scope.columns().all());
            List<Mirror.FieldSummary> fields = new ArrayList<>();
            for (int first = 0; first < columns.size(); first += SUMMARISED) {
                List<Column> some = columns.subList(first, Math.min(columns.size(), first + SUMMARISED));
                fields.addAll(summaries(sql, scope, some));
            }
            fields.sort(Comparator.comparing(Mirror.FieldSummary::name));
            return fields;
        });
    }

    private static List<Mirror.FieldSummary> summaries(DSLContext sql, Scope scope, List<Column> columns) {
        List<Field<?>> counts = new ArrayList<>();
        for (Column column : columns) {
            counts.add(DSL.count(column.field()));
            counts.add(DSL.countDistinct(column.field()));
        }
        List<Mirror.FieldSummary> fields = new ArrayList<>();
        for (Record row : sql.select(counts).from(scope.table()).fetch()) {
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                fields.add(new Mirror.FieldSummary(
                        column.name(),
                        column.type().word(),
                        row.get(2 * i, Long.class),
                        row.get(2 * i + 1, Long.class)));
            }
        }
        return fields;
    }

    @Override
    public long watermark() {
        return watermark;
    }

    @Override
    public boolean awaitWatermark(long asOf, Duration timeout) {
        if (watermark >= asOf) {
            return true;
        }
        lock.writeLock().lock();
        try {
            long nanos = timeout.toNanos();
            while (watermark < asOf && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return watermark >= asOf;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        follower.interrupt();
        try {
            follower.join(Duration.ofSeconds(10));
            lock.writeLock().lock();
            try {
                connection.close();
            } finally {
                lock.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("The mirror can't be closed", e);
        }
    }

    private void follow() {
        while (!isClosed) {
            try {
                News news = reader.newsAfter(watermark, lastChange, 16);
                if (!take(news.changes())) {
                    continue;
                }
                for (StoredBatch batch : news.batches()) {
                    append(batch);
                }
                stand(news.watermark());
                if (news.batches().isEmpty() && news.changes().isEmpty()) {
                    Thread.sleep(200);
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | SQLException | RuntimeException e) {
                if (isClosed) {
                    return;
                }
                LOG.log(Level.WARNING, "The mirror stays at watermark " + watermark + " and tries again", e);
                try {
                    Thread.sleep(1_000);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** Follows the changes, and tells whether the mirror goes on from where it was, rather than from the beginning. */
    private boolean take(List<HistoryChange> changes) throws IOException, SQLException {
        for (HistoryChange change : changes) {
            Optional<String> dataset = past.nameOf(change.dataset());
            past.add(change);
            boolean startsOver = change instanceof HistoryChange.Purge && dataset.isPresent();
            if (startsOver) {
                startOver();
            } else if (dataset.isPresent()) {
                apply(change, Objects.requireNonNull(datasets.get(dataset.get())));
            }
            lastChange = change.number();
            if (startsOver) {
                return false;
            }
        }
        return true;
    }

    private void apply(HistoryChange change, DatasetTable table) throws SQLException {
        Optional<StoredBatch> batch = change instanceof HistoryChange.Reread reread && reread.first() <= watermark
                ? reader.batch(reread.batch())
                : Optional.empty();
        lock.writeLock().lock();
        try {
            if (change instanceof HistoryChange.Retention retention) {
                table.drop(sql(connection), retention);
            } else if (batch.isPresent()) {
                table.replace(connection, sql(connection), batch.get(), reading);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What DuckDB has dropped stays in its file's free blocks, so that a purge leaves no file as it was. */
    private void startOver() throws IOException, SQLException {
        lock.writeLock().lock();
        try {
            connection.close();
            connection = connect(folder, memory);
            datasets.clear();
            datasets.put("default", new DatasetTable(sql(connection), 1));
            past.forgetDatasets();
            watermark = 0;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void stand(long reached) {
        lock.writeLock().lock();
        try {
            watermark = reached;
            moved.signalAll();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void append(StoredBatch batch) throws SQLException {
        lock.writeLock().lock();
        try {
            DSLContext sql = sql(connection);
            DatasetTable table = datasets.get(batch.dataset());
            if (table == null) {
                table = new DatasetTable(sql, datasets.size() + 1);
                datasets.put(batch.dataset(), table);
            }
            table.append(connection, sql, batch, reading);
            past.add(batch);
            watermark = batch.watermark();
            moved.signalAll();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T ask(String dataset, @Nullable Long asOf, BiFunction<Scope, DSLContext, T> question) {
        if (asOf != null && !awaitWatermark(asOf, PATIENCE)) {
            throw new RequestException(
                    "mirror_behind",
                    Problem.at("asOf", "Watermark " + asOf + " is not here yet; the latest is " + watermark));
        }
        lock.readLock().lock();
        try (Connection own = connection.duplicate()) {
            past.check(dataset, asOf);
            DatasetTable table = datasets.get(dataset);
            if (table == null) {
                throw new RequestException(
                        "unknown_dataset", Problem.at("dataset", "There is no dataset '" + dataset + "'"));
            }
            return question.apply(
                    new Scope(table.table(), table.columns(), asOf == null ? watermark : asOf), bounded(own));
        } catch (DataAccessException e) {
            throw Refusal.of(e, LONGEST);
        } catch (SQLException e) {
            throw new IllegalStateException("The mirror does not answer", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static List<@Nullable Object> cells(Record row, Columns columns) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (Column column : columns.all()) {
            cells.add(cell(row.get(cells.size()), column.type()));
        }
        return cells;
    }

    private static @Nullable Object cell(@Nullable Object value, Column.Type type) {
        if (value == null) {
            return null;
        }
        return type == Column.Type.TIME ? Times.instant(((Number) value).longValue()) : value;
    }

    private static Field<String> text(Column column) {
        return column.field().cast(SQLDataType.VARCHAR);
    }

    private static long millisSince(long started) {
        return (System.nanoTime() - started) / 1_000_000;
    }

    private static DSLContext bounded(Connection connection) {
        return DSL.using(
                connection, SQLDialect.DUCKDB, new Settings().withQueryTimeout(Math.toIntExact(LONGEST.toSeconds())));
    }

    private static DSLContext sql(Connection connection) {
        return DSL.using(connection, SQLDialect.DUCKDB);
    }
}
