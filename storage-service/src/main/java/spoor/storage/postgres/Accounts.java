package spoor.storage.postgres;

import java.util.List;
import spoor.storage.CollectorLedger;

/**
 * What became of everything that was ever received, as of one moment.
 *
 * @param first those of the collectors that were first, by collector, then dataset
 * @param others those of all other collectors together
 */
public record Accounts(List<CollectorLedger> first, Sums others) {
    public Accounts {
        first = List.copyOf(first);
    }

    /** received = stored + duplicate + rejected + malformed. */
    public record Sums(long received, long stored, long duplicate, long rejected, long malformed) {
        public static final Sums NOTHING = new Sums(0, 0, 0, 0, 0);

        public static Sums of(CollectorLedger ledger) {
            return new Sums(
                    ledger.received(), ledger.stored(), ledger.duplicate(), ledger.rejected(), ledger.malformed());
        }

        public Sums plus(Sums more) {
            return new Sums(
                    received + more.received,
                    stored + more.stored,
                    duplicate + more.duplicate,
                    rejected + more.rejected,
                    malformed + more.malformed);
        }
    }
}
