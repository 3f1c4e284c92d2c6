package spoor.storage;

import java.time.LocalDate;
import spoor.event.EventReading;

/**
 * Changes what is stored already. Those who follow are told of each change ({@link EventReader#deltaAfter}). Ingest goes on
 * meanwhile. Thread-safe.
 *
 * <p>Every method throws {@link StoreException} if the store can't be reached or is too busy; what was done before stays, and the
 * same call goes on with the rest.
 */
public interface EventHistory {
    /**
     * Drops what a dataset received before a day; positions stay, and so does the ledger: what was received stays counted.
     *
     * @param day in UTC, by our clock
     * @return how many days were dropped
     */
    int dropBefore(String dataset, LocalDate day);

    /**
     * Removes a dataset: events, bytes, malformed entries, positions, ledger and name, and the names of collectors that no other
     * dataset knows.
     *
     * <p>What commits before the purge does is removed with it. A stream that goes on afterwards is unknown: its position is 0, and
     * only who can send all of it again makes a new dataset of that name, with a number of its own. So no dataset comes back by half.
     *
     * @return whether there was such a dataset
     */
    boolean purge(String dataset);

    /**
     * Reads a batch's bytes again. Its events get the times and fields of the new reading, moved as they were moved when they came;
     * what can be read now becomes an event, what can't be any more becomes malformed, and the ledger follows.
     *
     * @return whether there is such a batch
     */
    boolean reread(long batch, EventReading reading);
}
