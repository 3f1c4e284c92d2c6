package spoor.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import spoor.analysis.graph.Betweenness;
import spoor.analysis.graph.IntGraph;
import spoor.analysis.graph.Measures;
import spoor.analysis.graph.PageRank;

/** The measures of graphs beside NetworkX, on the same edges. */
@Command(
        name = "graph",
        description = {
            "Measures a generated graph, here and, where it is installed, in NetworkX: how long building it and each measure take at",
            "best, and the memory of a graph twice as large. An event is an edge; there are ten for each vertex."
        },
        mixinStandardHelpOptions = true)
final class GraphBench implements Callable<Integer> {
    private static final int EDGES_PER_VERTEX = 10;
    private static final long SEED = 7;

    /** Runs before the measured ones: what a JVM takes to compile the steps is not counted. */
    private static final int WARM_UP = 20;

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** NetworkX's usual tolerance, a vertex. */
    private static final double TOLERANCE = 1e-6;

    /** Of all vertices together; Spoor's own. */
    private static final double PRECISE = 1e-12;

    /** Debian: python3-networkx python3-scipy. */
    private static final PythonScript NETWORKX = new PythonScript("graph.py", "networkx, scipy");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--events", paramLabel = "N", description = "How many edges (default: ${DEFAULT-VALUE}).")
    private int events = 500_000;

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each step (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(
            names = "--sources",
            paramLabel = "N",
            description = "From how many vertices betweenness is estimated (default: ${DEFAULT-VALUE}).")
    private int sources = 16;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder to make, use and remove (default: ${DEFAULT-VALUE}).")
    private Path path = Path.of("bench-data");

    /** What a step computes, and how its results are compared. */
    private record Step<T>(String name, Supplier<T> work, Function<T, String> digest) {}

    @Override
    public Integer call() throws Exception {
        try (BenchFolder folder = BenchFolder.make(path)) {
            PrintWriter out = spec.commandLine().getOut();
            var edges = ScaleFreeEdges.of(Math.max(2, events / EDGES_PER_VERTEX), events);
            int[] chosen = Betweenness.sources(edges.vertices(), sources, SEED);
            for (Step<?> step : steps(edges, chosen)) {
                measure(step).print(out);
            }
            if (NETWORKX.canRun()) {
                for (Figure figure : networkX(edges, chosen, folder)) {
                    figure.print(out);
                }
            }
            memory().print(out);
        }
        return 0;
    }

    private static List<Step<?>> steps(ScaleFreeEdges edges, int[] sources) {
        IntGraph graph = edges.graph();
        return List.of(
                new Step<>("build", edges::graph, built -> built.vertices() + " " + built.edges()),
                new Step<>("pagerank", () -> pageRank(graph, graph.vertices() * TOLERANCE), GraphBench::greatest),
                new Step<>("pagerank_precise", () -> pageRank(graph, PRECISE), GraphBench::greatest),
                new Step<>(
                        "betweenness", () -> Betweenness.sampled(graph, sources).scores(), GraphBench::greatest),
                new Step<>("components", () -> ofVertices(graph, "components"), GraphBench::sum),
                new Step<>("core", () -> ofVertices(graph, "core"), GraphBench::sum),
                new Step<>("clustering", () -> ofVertices(graph, "clustering"), GraphBench::sum));
    }

    private static double[] pageRank(IntGraph graph, double tolerance) {
        return PageRank.of(graph, IntStream.range(0, graph.vertices()).toArray(), tolerance);
    }

    private static double[] ofVertices(IntGraph graph, String measure) {
        double[] values = Measures.of(graph, Integer::toString, List.of(measure), List.of(), new int[0])
                .ofVertices()
                .get(measure);
        return values == null ? new double[0] : values;
    }

    private static String greatest(double[] values) {
        int greatest = 0;
        for (int vertex = 1; vertex < values.length; vertex++) {
            greatest = values[vertex] > values[greatest] ? vertex : greatest;
        }
        return String.format(Locale.ROOT, "%d %.5e", greatest, values[greatest]);
    }

    private static String sum(double[] values) {
        return String.format(Locale.ROOT, "%.5e", Arrays.stream(values).sum());
    }

    private <T> Figure measure(Step<T> step) throws InterruptedException {
        T result = step.work().get();
        for (int run = 1; run < WARM_UP; run++) {
            result = step.work().get();
        }
        var timings = new Timings();
        long begin = MACHINE.getProcessCpuTime();
        for (int run = 0; run < runs; run++) {
            result = timings.time(step.work()::get);
        }
        double cpuSeconds = (MACHINE.getProcessCpuTime() - begin) / 1e9 / runs;
        return figure(
                step.name(),
                "spoor",
                timings.quantile(0),
                cpuSeconds,
                step.digest().apply(result));
    }

    private List<Figure> networkX(ScaleFreeEdges edges, int[] chosen, BenchFolder folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("edges.txt");
        edges.write(file);
        String from = Arrays.stream(chosen).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return NETWORKX
                .run(
                        folder.path(),
                        Map.of(),
                        List.of(file.toString(), Integer.toString(edges.vertices()), from, Integer.toString(runs)))
                .stream()
                .map(told -> figure(
                        told.path("step").asString(),
                        "networkx",
                        told.path("seconds").asDouble(),
                        told.path("cpu_seconds").asDouble(),
                        told.path("digest").asString()))
                .toList();
    }

    /** The most that this process takes while it makes and measures a graph of twice as many edges. */
    private Figure memory() throws IOException, InterruptedException {
        var memory = new ResidentMemory(ProcessHandle.current().pid());
        memory.forgetPeak();
        var edges = ScaleFreeEdges.of(Math.max(2, 2 * events / EDGES_PER_VERTEX), 2 * events);
        var timings = new Timings();
        timings.time(() -> Measures.of(
                edges.graph(),
                Integer::toString,
                List.of(
                        "degree",
                        "pagerank",
                        "hits",
                        "katz",
                        "betweenness_sampled",
                        "core",
                        "clustering",
                        "components",
                        "strong_components",
                        "community",
                        "articulation",
                        "depth"),
                List.of("bridge", "spanning"),
                new int[0]));
        return new Figure("graph", "twice_as_large", "spoor", timings.median(), 2L * events)
                .with("peak_rss_mb", memory.peakBytes() / 1_000_000);
    }

    private Figure figure(String step, String engine, double seconds, double cpuSeconds, String digest) {
        return new Figure("graph", step, engine, seconds, events)
                .with("cpu_seconds", cpuSeconds)
                .with("digest", digest);
    }
}
