package spoor.analysis.web;

import java.time.Instant;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import spoor.event.codec.JsonFault;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.storage.StoreException;
import tools.jackson.core.JacksonException;

/** The one place where an exception becomes an answer. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ProblemDetail answer(RequestException e) {
        return Problems.problem(e.code(), String.valueOf(e.getMessage()), e.problems());
    }

    @ExceptionHandler
    ProblemDetail answer(StoreException e) {
        LOG.warn("The store did not answer", e);
        return Problems.problem(
                e.isTransient() ? ErrorCode.STORE_UNAVAILABLE : ErrorCode.INTERNAL,
                "The event store did not answer; the service's log says why.",
                List.of());
    }

    @ExceptionHandler
    ProblemDetail answer(InvalidParameterException e) {
        return Problems.problem(
                ErrorCode.INVALID_REQUEST, "A parameter of the address is no UTF-8 in percent-encoding.", List.of());
    }

    @ExceptionHandler
    ProblemDetail answer(RuntimeException e) {
        LOG.error("A request failed", e);
        return Problems.problem(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    /** Who has gone reads no answer: browsers withdraw a question when the next one is asked. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotWritable(
            HttpMessageNotWritableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return DisconnectedClientHelper.isClientDisconnectedException(e)
                ? null
                : super.handleHttpMessageNotWritable(e, headers, status, request);
    }

    /** A body that is missing, or is no JSON: with the place, in bytes, where reading failed. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        JsonFault fault = e.getMostSpecificCause() instanceof JacksonException broken
                ? JsonFault.of(broken)
                : new JsonFault("It is empty", 0);
        var problem = new Problem(
                "body", Math.toIntExact(fault.offset()), 1, "The body is no JSON. " + fault.reason(), List.of());
        return super.handleExceptionInternal(
                e,
                Problems.problem(status, Problems.code(status), problem.message(), List.of(problem)),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String wanted = e.getRequiredType() == Instant.class ? "a time such as 2026-01-02T12:00:00Z" : "a whole number";
        String text = "%s is %s, not '%s'.".formatted(e.getPropertyName(), wanted, e.getValue());
        return super.handleExceptionInternal(
                e, Problems.problem(status, Problems.code(status), text, List.of()), headers, status, request);
    }

    /** What Spring itself refuses: unknown addresses, methods, types, parameters that can't be read. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        boolean isSaid = e instanceof ErrorResponse
                && !(e instanceof HttpMediaTypeException)
                && !status.isSameCodeAs(HttpStatus.NOT_FOUND);
        String detail = isSaid ? ((ErrorResponse) e).getBody().getDetail() : null;
        if (body instanceof ProblemDetail problem) {
            detail = problem.getDetail();
        }
        String text = detail == null ? Problems.text(status) : detail;
        return super.handleExceptionInternal(
                e, Problems.problem(status, Problems.code(status), text, List.of()), headers, status, request);
    }
}
