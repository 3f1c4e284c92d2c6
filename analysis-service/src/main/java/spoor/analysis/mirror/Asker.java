package spoor.analysis.mirror;

import java.util.function.BooleanSupplier;

/** Who waits for the answers that a thread computes. */
public final class Asker {
    private static final ScopedValue<BooleanSupplier> GONE = ScopedValue.newInstance();

    private Asker() {}

    /** Where questions are asked for somebody who may leave; what is computed for who has gone is given up. */
    public static ScopedValue.Carrier who(BooleanSupplier isGone) {
        return ScopedValue.where(GONE, isGone);
    }

    /** Tells, to any thread, whether whoever asks in this one has gone. */
    public static BooleanSupplier isGone() {
        return GONE.orElse(() -> false);
    }
}
