package spoor.gateway.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Whatever a sender is answered: it is an answer, or the end of the connection. */
class WireFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void bytes_areAnswersOrTheEndOfTheConnection(byte[] bytes) {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        int left = bytes.length;
        try {
            while (true) {
                Answer answer = Wire.answer(in);
                assertThat(answer).isNotNull();
                assertThat(in.available()).as("it takes bytes").isLessThan(left);
                left = in.available();
                if (answer instanceof Answer.Ended(String code, String message)) {
                    assertThat(code).isNotNull();
                    assertThat(message).isNotNull();
                }
                if (answer instanceof Answer.Opened(long position)) {
                    assertThat(position).isNotNegative();
                }
            }
        } catch (IOException e) {
            assertThat(e.getMessage() == null ? "" : e.getMessage())
                    .doesNotContain("tools.jackson", "`JsonToken", "`StreamRead");
        }
    }
}
