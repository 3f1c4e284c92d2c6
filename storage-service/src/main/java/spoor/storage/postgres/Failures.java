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
     * Transient are the classes of SQLSTATE after which the same call may succeed: 08 connection, 40 rollback, 53 resources, 55 and 57 the
     * server's state, 58 its system; and errors without a state, where the server was not reached.
     */
    static StoreException of(String what, DataAccessException failure) {
        SQLException cause = failure.getCause(SQLException.class);
        String state = cause == null || cause.getSQLState() == null ? "08000" : cause.getSQLState();
        boolean isTransient = switch (state.substring(0, 2)) {
            case "08", "40", "53", "55", "57", "58" -> true;
            default -> false;
        };
        return new StoreException("PostgreSQL could not " + what + " (SQLSTATE " + state + ")", isTransient, failure);
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
