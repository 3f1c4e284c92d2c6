package spoor.gateway.clock;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import spoor.storage.ClockOffset;
import spoor.storage.CollectorLedger;

/**
 * The clocks of the collectors that were heard of lately, {@value #MOST} at the most; of the others nothing is known until they are heard
 * again. Thread-safe.
 */
public final class Clocks {
    private static final int MOST = 20_000;

    private final Map<String, CollectorClock> clocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CollectorClock> eldest) {
            return size() > MOST;
        }
    };

    /** Clocks of which nothing is known. */
    public Clocks() {}

    /** Goes on with what the store knows. */
    public Clocks(List<CollectorLedger> before) {
        Map<String, ClockOffset> latest = new HashMap<>();
        for (CollectorLedger ledger : before) {
            if (ledger.clock() != null) {
                latest.merge(
                        ledger.collector(),
                        ledger.clock(),
                        BinaryOperator.maxBy(Comparator.comparing(ClockOffset::measuredAt)));
            }
        }
        latest.forEach((collector, clock) -> clocks.put(collector, new CollectorClock(clock)));
    }

    public synchronized CollectorClock of(String collector) {
        return clocks.computeIfAbsent(collector, _ -> new CollectorClock());
    }
}
