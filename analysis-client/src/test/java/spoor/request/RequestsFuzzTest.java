package spoor.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any JSON: it is a request, or every problem in it is told. */
class RequestsFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();

    @FuzzTest(maxDuration = "60s")
    void json_isARequestOrItsProblemsAreTold(byte[] bytes) {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException e) {
            return; // Not what is tested here.
        }
        assertUnderstoodOrRefused(json, body -> assertThat(Requests.table(body)).isNotNull());
        assertUnderstoodOrRefused(json, body -> assertThat(Requests.graph(body)).isNotNull());
    }

    private static void assertUnderstoodOrRefused(JsonNode json, Consumer<JsonNode> reading) {
        try {
            reading.accept(json);
        } catch (RequestException e) {
            assertThat(e.code()).isNotNull();
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem ->
                            assertThat(problem.message()).isNotBlank().doesNotContain("tools.jackson"));
        }
    }
}
