package spoor.analysis.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import tools.jackson.databind.json.JsonMapper;

/** Problem details (RFC 9457) with our stable {@code code} and the places in the request that are at fault. */
final class Problems {
    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    static ProblemDetail problem(ErrorCode code, String detail, List<Problem> errors) {
        return problem(status(code), code, detail, errors);
    }

    /** @param status more precise than the code's own */
    static ProblemDetail problem(HttpStatusCode status, ErrorCode code, String detail, List<Problem> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code.word());
        problem.setProperty("errors", errors);
        return problem;
    }

    /** Where nothing more is known than the status. */
    static ProblemDetail problem(HttpStatusCode status) {
        return problem(status, code(status), text(status), List.of());
    }

    private static HttpStatus status(ErrorCode code) {
        return switch (code.kind()) {
            case CLIENT ->
                switch (code) {
                    case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
                    case FOREIGN_ORIGIN -> HttpStatus.FORBIDDEN;
                    case NOT_FOUND, UNKNOWN_DATASET -> HttpStatus.NOT_FOUND;
                    case HISTORY_CHANGED -> HttpStatus.GONE;
                    default -> HttpStatus.BAD_REQUEST;
                };
            case OVERLOADED -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    /** The code where nothing more is known than the status. */
    static ErrorCode code(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 501, 505 -> ErrorCode.INVALID_REQUEST; // a coding or a version of HTTP that is not known here
            default -> status.is5xxServerError() ? ErrorCode.INTERNAL : ErrorCode.INVALID_REQUEST;
        };
    }

    /** What to say where nothing more is known than the status. */
    static String text(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method.";
            case 406 -> "There is no such answer: ask for application/json in 'Accept'.";
            case 415 -> "The request's body is JSON: send it with 'Content-Type: application/json'.";
            default ->
                code(status) == ErrorCode.INTERNAL
                        ? "Something failed inside the service; its log says what."
                        : "The request can't be read.";
        };
    }

    void write(HttpServletResponse response, ErrorCode code, String detail) throws IOException {
        write(response, problem(code, detail, List.of()));
    }

    void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
