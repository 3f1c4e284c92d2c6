package spoor.analysis.mirror;

import java.sql.SQLException;
import java.time.Duration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Ends the statements of one question when it has taken too long in all. */
final class Deadline implements ExecuteListener {
    private static final long serialVersionUID = 1;

    private final transient Duration longest;
    private final long endNanos;

    /** It begins now. */
    Deadline(Duration longest) {
        this.longest = longest;
        endNanos = System.nanoTime() + longest.toNanos();
    }

    @Override
    public void executeStart(ExecuteContext context) {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            throw Refusal.timedOut(longest);
        }
        try {
            // A timeout is of whole seconds, and none where it is 0.
            context.statement().setQueryTimeout(Math.toIntExact(Math.max(1, Math.ceilDiv(left, 1_000_000_000L))));
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB takes no timeout", e);
        }
    }
}
