package spoor.event;

import java.util.function.Supplier;

/**
 * A reading whose faults cost an event its fields and nothing else: where {@code reading} throws, the event is malformed. Its bytes are
 * kept, others are read on, and a later version can read it again.
 */
public record GuardedReading(EventReading reading) implements EventReading {
    @Override
    public Reading read(byte[] raw) {
        return guarded(() -> reading.read(raw));
    }

    @Override
    public Reading readColumns(byte[] raw) {
        return guarded(() -> reading.readColumns(raw));
    }

    @Override
    public int version() {
        return reading.version();
    }

    private static Reading guarded(Supplier<Reading> reading) {
        try {
            return reading.get();
        } catch (RuntimeException | StackOverflowError e) {
            return new Reading.Malformed("This version of Spoor fails to read it: " + e, 0);
        }
    }
}
