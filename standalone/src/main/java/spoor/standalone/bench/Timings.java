package spoor.standalone.bench;

import java.util.ArrayList;
import java.util.List;

/** How long several runs of something took. */
final class Timings {
    private final List<Double> seconds = new ArrayList<>();

    /** What is timed. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    /** Does something and takes its time. */
    <T, E extends Exception> T time(Work<T, E> work) throws E, InterruptedException {
        long start = System.nanoTime();
        T made = work.run();
        add((System.nanoTime() - start) / 1e9);
        return made;
    }

    synchronized void add(double more) {
        seconds.add(more);
    }

    double median() {
        return quantile(0.5);
    }

    double longest() {
        return quantile(1);
    }

    /**
     * What a share of all runs does not exceed.
     *
     * @param share 0 … 1
     */
    synchronized double quantile(double share) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1.0, share * sorted.size()));
    }

    synchronized int size() {
        return seconds.size();
    }
}
