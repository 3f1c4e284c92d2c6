package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

class ProblemAdviceTest {
    @Test
    void readerThatHasGone_getsNoAnswer() {
        assertThat(answer(new IOException("Broken pipe"))).isNull();
    }

    @Test
    void answerThatCantBeWritten_isAnInternalProblem() {
        ResponseEntity<Object> answer = answer(new IllegalStateException("no such type"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(((ProblemDetail) answer.getBody()).getProperties()).containsEntry("code", "internal");
    }

    private static ResponseEntity<Object> answer(Exception cause) {
        return new ProblemAdvice()
                .handleHttpMessageNotWritable(
                        new HttpMessageNotWritableException("Could not write JSON", cause),
                        new HttpHeaders(),
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        new ServletWebRequest(new MockHttpServletRequest()));
    }
}
