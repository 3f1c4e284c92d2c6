package spoor.request;

import java.util.List;

/**
 * Paths through a graph.
 *
 * @param paths by cost, then by their edges' number, then by their vertices' ids
 * @param truncated whether there are more, or may be
 * @param watermark at which it was computed
 * @param elapsedMillis how long that took
 */
public record PathsResult(List<Path> paths, boolean truncated, long watermark, long elapsedMillis) {
    public PathsResult {
        paths = List.copyOf(paths);
    }

    /**
     * A path.
     *
     * @param vertices their ids, from source to target
     * @param edges between them, one fewer
     * @param cost the sum of the edges'
     */
    public record Path(List<String> vertices, List<GraphResult.Edge> edges, double cost) {
        public Path {
            vertices = List.copyOf(vertices);
            edges = List.copyOf(edges);
        }
    }
}
