package spoor.analysis.graph;

/**
 * How densely, mutually and alike vertices are linked, loops and parallel edges counting nothing. Of V vertices and E links:
 *
 * <ul>
 *   <li>Density: E/(V(V − 1)) of a directed graph, twice that of an undirected one: the share of all possible links. NaN of less than two
 *       vertices.
 *   <li>Reciprocity: the share of links that are answered by one in the other direction (Newman 2010,
 *       doi:10.1093/acprof:oso/9780199206650.001.0001, section 7.10); 1 of an undirected graph, NaN without links.
 *   <li>Assortativity: over all links, the correlation (Pearson) of the number of links from the source with that of links to the target,
 *       of an undirected graph of both ends' numbers of links (Newman 2003, doi:10.1103/PhysRevE.67.026126): above 0 where busy vertices
 *       link to busy ones, below where to quiet ones, −1 … 1. NaN where either is the same everywhere.
 * </ul>
 *
 * <p>Each is O(V + E).
 */
final class Mixing {
    private Mixing() {}

    /** @param simple without loops and parallel edges, as for the others */
    static double density(IntGraph simple) {
        double possible = (double) simple.vertices() * (simple.vertices() - 1) / (simple.directed() ? 1 : 2);
        return simple.edges() / possible;
    }

    static double reciprocity(IntGraph simple) {
        if (!simple.directed()) {
            return simple.edges() == 0 ? Double.NaN : 1;
        }
        // Both directions between two vertices are one edge without directions.
        double mutual = simple.edges() - simple.undirected().simple().edges();
        return 2 * mutual / simple.edges();
    }

    static double assortativity(IntGraph simple) {
        long links = 0;
        double sum = 0;
        double otherSum = 0;
        double squares = 0;
        double otherSquares = 0;
        double products = 0;
        for (int vertex = 0; vertex < simple.vertices(); vertex++) {
            double out = simple.out().size(vertex);
            for (int place = simple.out().offsets()[vertex];
                    place < simple.out().offsets()[vertex + 1];
                    place++) {
                double in = simple.in().size(simple.out().neighbours()[place]);
                links++;
                sum += out;
                otherSum += in;
                squares += out * out;
                otherSquares += in * in;
                products += out * in;
            }
        }
        // Whole numbers up to here, so that equal ones leave exactly nothing.
        double spread = links * squares - sum * sum;
        double otherSpread = links * otherSquares - otherSum * otherSum;
        return spread * otherSpread == 0
                ? Double.NaN
                : (links * products - sum * otherSum) / Math.sqrt(spread * otherSpread);
    }
}
