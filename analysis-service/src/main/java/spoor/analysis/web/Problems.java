package spoor.analysis.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Problem details (RFC 9457) with our stable {@code code} and the places in the request that are at fault. */
final class Problems {
    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    static ProblemDetail problem(HttpStatusCode status, String code, String detail, List<?> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        problem.setProperty("errors", errors);
        return problem;
    }

    /** The code where nothing more is known than the status. */
    static String code(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.NOT_FOUND)
                ? "not_found"
                : status.is5xxServerError() ? "internal" : "invalid_request";
    }

    /** What to say where nothing more is known than the status. */
    static String text(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method.";
            case 406 -> "There is no such answer: ask for application/json in 'Accept'.";
            case 415 -> "The request's body is JSON: send it with 'Content-Type: application/json'.";
            default ->
                status.is5xxServerError()
                        ? "Something failed inside the service; its log says what."
                        : "The request can't be read.";
        };
    }

    void write(HttpServletResponse response, HttpStatus status, String code, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem(status, code, detail, List.of())));
    }
}
