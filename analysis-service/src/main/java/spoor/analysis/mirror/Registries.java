package spoor.analysis.mirror;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import spoor.analysis.mirror.segment.Registry;

/**
 * The registries as they grow, one for each dataset, so that whoever reads events gives the same field the same column. A content
 * has what its registry was when it was made. Thread-safe.
 */
final class Registries {
    private final Map<Integer, Registry.Draft> drafts = new ConcurrentHashMap<>();

    /** What {@code use} does, alone with the dataset's registry. */
    <T> T with(Dataset dataset, Function<Registry.Draft, T> use) {
        Registry.Draft draft =
                drafts.computeIfAbsent(dataset.number(), _ -> dataset.registry().draft());
        synchronized (draft) {
            return use.apply(draft);
        }
    }

    /** The dataset with the registry as it is now. */
    Dataset refresh(Dataset dataset) {
        return dataset.with(with(dataset, Registry.Draft::registry));
    }

    void forget(int dataset) {
        drafts.remove(dataset);
    }
}
