package spoor.analysis.web;

import org.springframework.http.HttpStatus;

/** A request that gets no answer but a problem, with the code that callers rely on. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;
    private final String text;

    ApiException(HttpStatus status, String code, String text) {
        super(text);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    static ApiException notFound(String text) {
        return new ApiException(HttpStatus.NOT_FOUND, "not_found", text);
    }

    static ApiException invalid(String text) {
        return new ApiException(HttpStatus.BAD_REQUEST, "invalid_request", text);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }
}
