package spoor.analysis.graph;

import java.util.Arrays;

/**
 * A search that finds vertices in the order of their distance, by the number of edges, from where it begins. O(V + E) each; it can be used
 * again and again, by one thread at a time.
 */
public final class BreadthFirst {
    private static final int UNREACHED = -1;

    private final IntGraph.Rows rows;
    private final int[] distances;
    private final int[] found;
    /** How many are not further away than each distance. */
    private final int[] within;

    private int size;
    private int levels;

    /** @param rows where edges lead; or where they come from, to find what reaches the vertex where it begins */
    public BreadthFirst(IntGraph.Rows rows) {
        this.rows = rows;
        int vertices = rows.offsets().length - 1;
        distances = new int[vertices];
        found = new int[vertices];
        within = new int[vertices];
        Arrays.fill(distances, UNREACHED);
    }

    /** Forgets all, and searches from one vertex. */
    public void runFrom(int vertex) {
        for (int place = 0; place < size; place++) {
            distances[found[place]] = UNREACHED;
        }
        size = 0;
        begin(vertex);
        run();
    }

    /** One more vertex where the search begins. */
    void begin(int vertex) {
        distances[vertex] = 0;
        found[size++] = vertex;
    }

    /** Searches from where it begins. */
    void run() {
        int[] offsets = rows.offsets();
        int[] neighbours = rows.neighbours();
        levels = 0;
        int place = 0;
        while (place < size) {
            within[levels] = size;
            for (; place < within[levels]; place++) {
                int vertex = found[place];
                for (int next = offsets[vertex]; next < offsets[vertex + 1]; next++) {
                    int neighbour = neighbours[next];
                    if (distances[neighbour] == UNREACHED) {
                        distances[neighbour] = levels + 1;
                        found[size++] = neighbour;
                    }
                }
            }
            levels++;
        }
    }

    /** How many vertices were found, those where it began among them. */
    public int size() {
        return size;
    }

    /** The vertex that was found as the {@code place}-th, from 0; those further away come later. */
    int found(int place) {
        return found[place];
    }

    /** The distance of the vertices that are furthest away; −1 where it began nowhere. */
    int furthest() {
        return levels - 1;
    }

    /** How many vertices are at a distance from 0 to {@link #furthest}. */
    int at(int distance) {
        return distance == 0 ? within[0] : within[distance] - within[distance - 1];
    }

    /** By vertex; −1 for what was not reached. Not to be changed. */
    int[] distances() {
        return distances;
    }
}
