package spoor.storage.postgres;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import spoor.storage.StoreException;

/** What PostgreSQL's errors mean to a caller of the store. */
final class Failures {
    private Failures() {}

    /**
     * Whether something is not there that was: a partition, by its name (42P01) or through its parent (23514); or a dataset or a
     * collector, to which a row refers (23503).
     */
    static boolean isGone(DataAccessException failure) {
        return switch (failure.sqlState()) {
            case "42P01", "23514", "23503" -> true;
            default -> false;
        };
    }

    /**
     * Final are the classes of SQLSTATE that blame what was written, which the same call meets again: 0A not supported, 21 and 22 its data, 23 a
     * constraint, 54 a limit, P0 a trigger, XX an error within the server (an event that is too large for its memory gives one). Transient are all others,
     * for it is the server's state, or somebody has to mend its rights, settings or tables, and then the same call succeeds: among them 08 and errors
     * without a state (not reached), 25 (read-only, as a standby is), 28, 3D and 42 (rights and names), 40 (rollback), 53 (resources), 55 and 57 (its state),
     * 58 (its system).
     */
    static StoreException of(String what, DataAccessException failure) {
        SQLException cause = failure.getCause(SQLException.class);
        String state = cause == null || cause.getSQLState() == null ? "08000" : cause.getSQLState();
        boolean isFinal = switch (state.substring(0, 2)) {
            case "0A", "21", "22", "23", "54", "P0", "XX" -> true;
            default -> false;
        };
        return new StoreException("PostgreSQL could not " + what + " (SQLSTATE " + state + ")", !isFinal, failure);
    }

    /** What {@code action} gives; where PostgreSQL fails, the exception that says what it could not do. */
    static <T> T guarded(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (DataAccessException e) {
            throw of(what, e);
        }
    }

    /** {@code action}; where PostgreSQL fails, the exception that says what it could not do. */
    static void guard(String what, Runnable action) {
        guarded(what, () -> {
            action.run();
            return true;
        });
    }
}
