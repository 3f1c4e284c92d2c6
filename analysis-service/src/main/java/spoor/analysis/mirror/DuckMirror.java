package spoor.analysis.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.Manifest;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.event.EventReading;
import spoor.request.CompareRequest;
import spoor.request.CompareResult;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;
import spoor.request.Problem;
import spoor.request.ProcessesRequest;
import spoor.request.ProcessesResult;
import spoor.request.RequestException;
import spoor.request.StatsRequest;
import spoor.request.StatsResult;
import spoor.request.TableRequest;
import spoor.storage.EventReader;

/**
 * The mirror as Parquet segments on disk and hot tables in memory, asked by DuckDB. Three threads keep it: one follows the store, one brings
 * what is hot to disk and merges it, one looks whether it is whole. A question sees the content of the moment when it began; it waits
 * for none of them, nor they for it.
 */
public final class DuckMirror implements Mirror, Upkeep {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of a question. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final MirrorFolder folder;
    private final Engine engine;
    private final EventReader reader;
    private final EventReading reading;
    private final Contents contents;
    private final ChangedPast past;
    private final Intake intake;
    private final Follower follower;
    private final Keeper keeper;
    private final Repair repair;
    private final AtomicReference<@Nullable Content> sealed = new AtomicReference<>();
    private final Loop keeping;
    private final Loop repairing;
    private final Loop following;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("question-watch").daemon().factory());

    private DuckMirror(MirrorFolder folder, Engine engine, EventReader reader, EventReading reading)
            throws IOException {
        this.folder = folder;
        this.engine = engine;
        this.reader = reader;
        this.reading = reading;
        SegmentFolder segments = folder.segments();
        Manifest kept = folder.manifest().read().orElse(Manifest.EMPTY);
        segments.deleteOthers(kept.datasets().stream()
                .flatMap(dataset -> dataset.segments().stream())
                .flatMap(segment -> segment.everyFile().stream())
                .map(SegmentFile::name)
                .collect(Collectors.toSet()));
        contents = new Contents(Content.of(kept));
        past = new ChangedPast(kept);
        keeper = new Keeper(contents, past, engine, segments, folder.manifest(), kept, reading.version());
        Registries registries = new Registries();
        intake = new Intake(engine.rows(), reading, registries);
        follower = new Follower(
                reader, contents, past, registries, intake, keeper, InstantSource.system(), this::bringToDisk);
        repair = new Repair(contents, keeper, engine, segments, reader, intake, registries, reading.version());
        keeping = Loop.start("mirror-keeper", "The mirror can't be brought to disk; it is tried again", this::keep);
        repairing = Loop.start("mirror-repair", "The mirror can't be mended; it is tried again", repair::repair);
        following =
                Loop.start("mirror-follower", "The mirror can't follow the store; it is tried again", follower::follow);
    }

    /**
     * Opens a mirror and starts to follow the store from where the mirror was.
     *
     * @param folder of the mirror alone
     * @param memory the most that DuckDB may take, such as {@code 1GB}
     * @throws UncheckedIOException if the folder can't be used, or is used by another mirror
     */
    public static DuckMirror open(Path folder, String memory, EventReader reader, EventReading reading) {
        try {
            MirrorFolder taken = MirrorFolder.take(folder);
            Engine engine = Engine.open(taken.segments().path(), taken.answers(), taken.spill(), memory);
            return new DuckMirror(taken, engine, reader, reading);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirror's folder " + folder + " can't be used", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The mirror in " + folder + " can't be opened", e);
        }
    }

    @Override
    public void table(TableRequest request, TableSink sink) throws IOException {
        fetch(request, table -> table.read(sink));
    }

    @Override
    public void parquet(TableRequest request, ParquetSink sink) throws IOException {
        fetch(request, table -> {
            Path file = Files.createTempFile(folder.answers(), "answer", ".parquet");
            try {
                sink.accept(table.head(), table.write(file));
            } finally {
                Files.delete(file);
            }
        });
    }

    @Override
    public GraphResult graph(GraphRequest request) {
        Deadline deadline = deadline();
        return deadline.during(ask(
                request.dataset(), request.asOf(), deadline, (scope, sql) -> GraphQuestion.fetch(request, scope, sql)));
    }

    @Override
    public PathsResult paths(PathsRequest request) {
        GraphRequest graph = request.graph();
        Deadline deadline = deadline();
        return deadline.during(ask(
                graph.dataset(),
                graph.asOf(),
                deadline,
                (scope, sql) -> GraphQuestion.fetchPaths(request, scope, sql)));
    }

    @Override
    public ProcessesResult processes(ProcessesRequest request) {
        return ask(request.dataset(), request.asOf(), (scope, sql) -> ProcessesQuestion.answer(request, scope, sql));
    }

    @Override
    public StatsResult stats(StatsRequest request) {
        return ask(request.dataset(), request.asOf(), (scope, sql) -> StatsQuestion.fetch(request, scope, sql))
                .get();
    }

    @Override
    public CompareResult compare(CompareRequest request) {
        return ask(request.dataset(), request.asOf(), (scope, sql) -> CompareQuestion.fetch(request, scope, sql))
                .get();
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
        return ask(
                dataset,
                asOf,
                (scope, sql) -> EventsQuestion.answer(scope, scope.events(from, to, query), limit, after, sql));
    }

    @Override
    public List<FieldSummary> fields(String dataset) {
        return ask(dataset, null, FieldsQuestion::answer);
    }

    @Override
    public List<Partition> check(String name) {
        awaitContent(null);
        try (DuckDBConnection connection = engine.connect()) {
            while (true) {
                try (Contents.Loan loan = contents.borrow()) {
                    Content content = loan.content();
                    Dataset dataset = content.dataset(name).orElseGet(() -> nothing(name));
                    DSLContext sql = Engine.sql(connection);
                    new Scope(_ -> dataset, name, content.watermark(), folder.segments(), repair, sql)
                            .events(null, null, "");
                    List<Partition> partitions = new ContentCheck(dataset, content.watermark())
                            .compare(reader, reading, folder.segments(), sql);
                    if (contents.present().change() == content.change()) {
                        return partitions;
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The mirror does not answer", e);
        }
    }

    @Override
    public State state() {
        Content content = contents.present();
        List<Segment> segments = content.segments().toList();
        long hot = content.hot().mapToLong(table -> table.extent().events()).sum();
        return new State(
                content.watermark(),
                hot
                        + segments.stream()
                                .mapToLong(segment -> segment.extent().events())
                                .sum(),
                hot,
                segments.size(),
                segments.stream().mapToInt(segment -> segment.files().size()).sum(),
                segments.stream().mapToLong(Segment::bytes).sum(),
                content.datasets().values().stream()
                        .mapToInt(dataset -> dataset.holes().size())
                        .sum(),
                intake.events(),
                engine.memoryBytes());
    }

    @Override
    public long watermark() {
        return contents.present().watermark();
    }

    @Override
    public boolean awaitWatermark(long asOf, Duration timeout) {
        return contents.await(asOf, timeout);
    }

    @Override
    public void close() {
        following.close();
        keeping.close();
        repairing.close();
        watch.shutdownNow();
        try (folder;
                engine) {
            follower.seal();
            keep();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The mirror can't be closed", e);
        }
    }

    private void bringToDisk(Content content) {
        sealed.set(content);
        keeping.wake();
    }

    private Duration keep() throws IOException, SQLException {
        Content next = sealed.getAndSet(null);
        if (next == null) {
            if (!follower.isBehind() && keeper.merge()) {
                return Duration.ZERO;
            }
            keeper.tidy();
            return Duration.ofSeconds(1);
        }
        boolean isKept = false;
        try {
            keeper.keep(next);
            isKept = true;
        } finally {
            if (!isKept) {
                sealed.compareAndSet(null, next);
            }
        }
        return Duration.ZERO;
    }

    private void fetch(TableRequest request, Fetch use) throws IOException {
        try {
            ask(request.dataset(), request.asOf(), (scope, sql) -> {
                try {
                    use.accept(TableQuestion.answer(request, scope, sql));
                    return true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What is done with a table while the question's connection is open. */
    @FunctionalInterface
    private interface Fetch {
        void accept(ComputedTable table) throws IOException;
    }

    private <T> T ask(String name, @Nullable Long asOf, BiFunction<Scope, DSLContext, T> question) {
        return ask(name, asOf, deadline(), question);
    }

    /** @param deadline of this, and of what is done with it */
    private <T> T ask(String name, @Nullable Long asOf, Deadline deadline, BiFunction<Scope, DSLContext, T> question) {
        awaitContent(asOf);
        try (Contents.Loan loan = contents.borrow();
                DuckDBConnection connection = engine.connect()) {
            Content content = loan.content();
            DSLContext sql = Engine.sql(connection);
            sql.configuration().set(deadline);
            Scope scope = new Scope(
                    dataset -> dataset(content, dataset, asOf),
                    name,
                    asOf == null ? content.watermark() : asOf,
                    folder.segments(),
                    repair,
                    sql);
            try {
                return question.apply(scope, sql);
            } catch (DataAccessException e) {
                throw Refusal.isOfFiles(e) && !repair.areWhole(scope.used())
                        ? Refusal.incomplete()
                        : Refusal.of(e, deadline);
            } catch (UncheckedIOException e) {
                throw repair.areWhole(scope.used()) ? e : Refusal.incomplete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The mirror does not answer", e);
        }
    }

    /** Of a question that begins now. */
    private Deadline deadline() {
        return new Deadline(LONGEST, watch);
    }

    private Dataset dataset(Content content, String name, @Nullable Long asOf) {
        // INVARIANT: what has changed is looked up after the content is taken, so that no change that it has is missed.
        past.check(name, asOf);
        return content.dataset(name).orElseGet(() -> nothing(name));
    }

    private void awaitContent(@Nullable Long asOf) {
        if (!contents.await(asOf == null ? 0 : asOf, PATIENCE)) {
            throw new RequestException(ErrorCode.MIRROR_BEHIND, behind(asOf));
        }
    }

    private Problem behind(@Nullable Long asOf) {
        return asOf == null
                ? Problem.at("dataset", "The mirror has not heard from the store yet; ask again soon")
                : Problem.at("asOf", "Watermark " + asOf + " is not here yet; the latest is " + watermark());
    }

    /** The default dataset is there before its first event. */
    private static Dataset nothing(String name) {
        if (!name.equals("default")) {
            throw RequestException.unknownDataset(name);
        }
        return new Dataset(0, name, 0);
    }
}
