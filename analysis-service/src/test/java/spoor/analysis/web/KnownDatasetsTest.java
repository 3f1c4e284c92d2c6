package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.request.TableRequest;

class KnownDatasetsTest {
    private final OneEventMirror mirror = new OneEventMirror();
    private final KnownDatasets datasets = new KnownDatasets(mirror, new OneEventStore());

    @Test
    void mirrorThatHasNotComeToADataset_isBehind() {
        mirror.watermark = 0;

        RequestException refusal = refusal("default");

        assertThat(refusal.code()).isEqualTo(ErrorCode.MIRROR_BEHIND);
        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.at()).isEqualTo("dataset");
            assertThat(problem.message()).contains("has come to watermark 0, and it goes to 1");
        });
    }

    @Test
    void datasetOfWhichNothingCouldBeRead_isSaidToBeSo() {
        RequestException refusal = refusal("default");

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_DATASET);
        assertThat(refusal).hasMessageContaining("GET /malformed says why");
    }

    @Test
    void datasetThatNobodyKnows_isLeftToTheMirror() {
        assertThat(refusal("elsewhere")).hasMessageContaining("refused");
    }

    private RequestException refusal(String dataset) {
        return catchThrowableOfType(
                RequestException.class,
                () -> datasets.table(new TableRequest(dataset, null, null, "refuse unknown_dataset", null, List.of())));
    }
}
