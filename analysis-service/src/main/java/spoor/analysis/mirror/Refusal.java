package spoor.analysis.mirror;

import java.sql.SQLException;
import java.time.Duration;
import org.jooq.exception.DataAccessException;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** What it means for a question that DuckDB gives up on it; its errors have no numbers, they begin with their kind. */
final class Refusal {
    private Refusal() {}

    /** Whether a file could not be read. */
    static boolean isOfFiles(DataAccessException failure) {
        return said(failure).startsWith("IO Error: ");
    }

    /** @param deadline of the question */
    static RuntimeException of(DataAccessException failure, Deadline deadline) {
        String said = said(failure);
        int colon = said.indexOf(": ");
        String reason = said.substring(colon < 0 ? 0 : colon + 2);
        return switch (said.substring(0, Math.max(colon, 0))) {
            case "INTERRUPT Error" -> deadline.reason();
            case "Out of Memory Error" ->
                refused(
                        ErrorCode.TOO_LARGE,
                        "query",
                        "It takes more memory than the mirror has; narrow it or the time");
            case "Invalid Input Error" -> refused(ErrorCode.INVALID_QUERY, "query", "A value can't be used: " + reason);
            case "Conversion Error", "Out of Range Error" ->
                refused(ErrorCode.INVALID_REQUEST, "steps", "A number is too large: " + reason);
            default -> failure;
        };
    }

    static RequestException timedOut(Duration longest) {
        return refused(
                ErrorCode.TIMED_OUT,
                "query",
                "It took longer than " + longest.toSeconds() + " s; narrow it or the time");
    }

    static RequestException withdrawn() {
        return refused(ErrorCode.WITHDRAWN, "query", "Nobody waits for it any more");
    }

    private static String said(DataAccessException failure) {
        SQLException cause = failure.getCause(SQLException.class);
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    /** A part of what is asked for is lost from the mirror and is being read from the store again. */
    static RequestException incomplete() {
        return refused(
                ErrorCode.MIRROR_BEHIND,
                "dataset",
                "A part of the mirror is being read from the store again; ask again soon");
    }

    private static RequestException refused(ErrorCode code, String at, String message) {
        return new RequestException(code, Problem.at(at, message));
    }
}
