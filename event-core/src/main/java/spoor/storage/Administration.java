package spoor.storage;

import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked for a dataset as a whole. Who asks need not own the store: a {@link Task} is kept there until its owner has done
 * it, also when that is stopped or killed meanwhile. Thread-safe.
 *
 * <p>Every method throws {@link StoreException} if the store can't be reached.
 */
public interface Administration {
    /**
     * Sets for how long a dataset keeps what it receives: days that ended longer ago are dropped.
     *
     * @param keep a day at least, or null for ever
     * @return whether there is such a dataset
     */
    boolean keep(String dataset, @Nullable Period keep);

    /** Has a dataset removed, see {@link EventHistory#purge}; empty where there is none. */
    Optional<Task> purge(String dataset);

    /** Has a dataset's bytes read again, see {@link EventHistory#reread}; empty where there is none. */
    Optional<Task> reread(String dataset, Rereading rereading);

    /** How far a task is. What is finished is known for a week. */
    Optional<Task> task(long id);
}
