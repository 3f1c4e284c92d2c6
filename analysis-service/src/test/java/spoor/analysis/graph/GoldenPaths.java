package spoor.analysis.graph;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import spoor.request.GraphRequest.Around.Direction;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What NetworkX 2.8.8 finds in some small graphs, as {@code src/test/python/graph_paths.py} asks. */
final class GoldenPaths {
    record Golden(
            boolean directed,
            int vertices,
            List<List<Integer>> edges,
            int source,
            int target,
            List<Way> shortest,
            int longest,
            List<Way> simple,
            List<Way> cycles,
            Map<Direction, List<List<Integer>>> around) {
        IntGraph graph() {
            return IntGraph.of(vertices, ends(0), ends(1), costs(), directed);
        }

        double[] costs() {
            return edges.stream().mapToDouble(edge -> edge.get(2)).toArray();
        }

        private int[] ends(int end) {
            return edges.stream().mapToInt(edge -> edge.get(end)).toArray();
        }
    }

    record Way(List<Integer> vertices, double cost) {}

    private GoldenPaths() {}

    static List<Golden> all() throws IOException {
        try (InputStream json = GoldenPaths.class.getResourceAsStream("paths.json")) {
            return JsonMapper.shared().readValue(json, new TypeReference<List<Golden>>() {});
        }
    }
}
