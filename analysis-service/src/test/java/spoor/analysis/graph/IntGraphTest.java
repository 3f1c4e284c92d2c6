package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IntGraphTest {
    /** Two edges from 0 to 1, one back, a loop at 2, and 3 apart. */
    private static final IntGraph DIRECTED =
            IntGraph.of(4, new int[] {0, 2, 1, 0, 0}, new int[] {2, 2, 0, 1, 1}, new double[] {1, 2, 4, 8, 16}, true);

    @Test
    void edges_keepTheirNumbers() {
        assertThat(DIRECTED.vertices()).isEqualTo(4);
        assertThat(DIRECTED.edges()).isEqualTo(5);
        assertThat(DIRECTED.source(2)).isEqualTo(1);
        assertThat(DIRECTED.target(2)).isZero();
        assertThat(DIRECTED.weight(2)).isEqualTo(4);
    }

    @Test
    void rowsOfADirectedGraph_areWhereEdgesLeadAndWhereTheyComeFrom() {
        assertThat(row(DIRECTED.out(), 0)).isEqualTo("1/3 1/4 2/0");
        assertThat(row(DIRECTED.out(), 2)).isEqualTo("2/1");
        assertThat(row(DIRECTED.in(), 0)).isEqualTo("1/2");
        assertThat(row(DIRECTED.in(), 2)).isEqualTo("0/0 2/1");
        assertThat(row(DIRECTED.in(), 3)).isEmpty();
        assertThat(DIRECTED.out().size(0)).isEqualTo(3);
    }

    @Test
    void rowsOfAnUndirectedGraph_holdAnEdgeAtBothEndsAndALoopOnce() {
        IntGraph undirected = DIRECTED.undirected();

        assertThat(undirected.directed()).isFalse();
        assertThat(undirected.edges()).isEqualTo(5);
        assertThat(row(undirected.out(), 0)).isEqualTo("1/2 1/3 1/4 2/0");
        assertThat(row(undirected.out(), 1)).isEqualTo("0/2 0/3 0/4");
        assertThat(row(undirected.out(), 2)).isEqualTo("0/0 2/1");
        assertThat(undirected.in()).isSameAs(undirected.out());
        assertThat(undirected.undirected()).isSameAs(undirected);
    }

    @Test
    void simple_hasNoLoopsAndAddsUpWhatLeadsTheSameWay() {
        assertThat(edges(DIRECTED.simple())).isEqualTo("0>1 24.0, 0>2 1.0, 1>0 4.0");
        assertThat(edges(DIRECTED.undirected().simple())).isEqualTo("0>1 28.0, 0>2 1.0");
        assertThat(DIRECTED.simple().vertices()).isEqualTo(4);
    }

    @Test
    void graphOfJGraphT_hasTheSameNumbers() {
        var graph = DIRECTED.asJGraphT();

        assertThat(graph.vertexSet()).containsExactly(0, 1, 2, 3);
        assertThat(graph.getAllEdges(0, 1)).containsExactly(3, 4);
        assertThat(graph.getEdgeWeight(4)).isEqualTo(16);
        assertThat(graph.getType().isDirected()).isTrue();
        assertThat(DIRECTED.undirected().asJGraphT().getAllEdges(0, 1)).containsExactly(2, 3, 4);
    }

    @Test
    void whatItWasMadeOf_canBeChangedAfterwards() {
        int[] sources = {0};
        IntGraph graph = IntGraph.of(2, sources, new int[] {1}, new double[] {1}, true);

        sources[0] = 1;

        assertThat(graph.source(0)).isZero();
    }

    @Test
    void emptyGraph_hasNoRows() {
        IntGraph empty = IntGraph.of(0, new int[0], new int[0], new double[0], true);

        assertThat(empty.vertices()).isZero();
        assertThat(empty.undirected().simple().edges()).isZero();
    }

    @Test
    void endThatIsNoVertex_isRefused() {
        assertThatThrownBy(() -> IntGraph.of(1, new int[] {0}, new int[] {1}, new double[] {1}, true))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> IntGraph.of(2, new int[] {0}, new int[] {1}, new double[0], true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String row(IntGraph.Rows rows, int vertex) {
        var row = new StringBuilder();
        for (int place = rows.offsets()[vertex]; place < rows.offsets()[vertex + 1]; place++) {
            row.append(' ').append(rows.neighbours()[place]).append('/').append(rows.edges()[place]);
        }
        return row.toString().strip();
    }

    private static String edges(IntGraph graph) {
        String[] edges = new String[graph.edges()];
        Arrays.setAll(edges, edge -> graph.source(edge) + ">" + graph.target(edge) + " " + graph.weight(edge));
        return String.join(", ", edges);
    }
}
