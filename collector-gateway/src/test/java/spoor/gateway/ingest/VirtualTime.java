package spoor.gateway.ingest;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves to whatever is to happen next. Things of the same instant happen in the order in which they were planned. */
final class VirtualTime {
    private record Plan(long at, long number, Runnable action) {}

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparingLong(Plan::at).thenComparingLong(Plan::number));
    private long millis;
    private long planned;

    long millis() {
        return millis;
    }

    void after(long delayMillis, Runnable action) {
        plans.add(new Plan(millis + delayMillis, planned++, action));
    }

    /** Lets the next thing happen; false if nothing is planned. */
    boolean step() {
        Plan next = plans.poll();
        if (next == null) {
            return false;
        }
        millis = next.at();
        next.action().run();
        return true;
    }
}
