package spoor.analysis.graph;

import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * What one thread has asked to be computed. It may be divided among all cores; whoever works on it ends when the asking thread is
 * interrupted. Made by that thread.
 */
final class Work {
    /** The most for one measure: some 20 s on two cores. */
    static final long MOST_STEPS = 5_000_000_000L;

    private final Thread asker = Thread.currentThread();

    /**
     * Looked at in every long loop, each 100 ms or more often.
     *
     * @throws CancellationException if the asking thread is interrupted, which it stays
     */
    void check() {
        if (asker.isInterrupted()) {
            throw new CancellationException("Nobody waits for the measures any more");
        }
    }

    /** The parts from 0 on, some at once: by the threads that the machine's cores allow all such work together, this one among them. */
    static IntStream parts(int parts) {
        return IntStream.range(0, parts).parallel();
    }

    /**
     * Refuses what would take too long.
     *
     * @param at the place in the request
     * @param measure by its name
     * @param steps that it takes
     * @param remedy what to do instead, such as {@code narrow the query or the time}
     * @throws RequestException {@code too_large}
     */
    static void limit(IntGraph graph, String at, String measure, long steps, String remedy) {
        if (steps > MOST_STEPS) {
            throw new RequestException(
                    ErrorCode.TOO_LARGE,
                    Problem.at(
                            at,
                            "'%s' of %d vertices and %d edges takes %d steps, and %d are the most; %s"
                                    .formatted(measure, graph.vertices(), graph.edges(), steps, MOST_STEPS, remedy)));
        }
    }
}
