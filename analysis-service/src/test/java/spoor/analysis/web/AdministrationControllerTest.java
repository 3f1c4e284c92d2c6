package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.ErrorCode;
import spoor.request.RequestException;

class AdministrationControllerTest {
    private final AdministrationController controller =
            new AdministrationController(new OneEventStore(), new OneEventMirror());

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P30D", "P6M", "P1Y2M3D", "P1000Y", "forever"})
    void keep_isAPeriodOfADayAtLeast(String keep) {
        assertThat(controller.keep("default", keep)).isEqualTo(new AdministrationController.Retention("default", keep));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "P0D", "P-1D", "P1M-40D", "PT5H", "P1001Y", "P999999999Y", "P9999999999D", "always"})
    void keep_thatIsAnythingElse_isRefusedWithExamples(String keep) {
        assertThatThrownBy(() -> controller.keep("default", keep))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("P30D");
    }

    @Test
    void task_isDoneWhenTheMirrorHasFollowed() {
        assertThat(controller.task(1))
                .isEqualTo(new AdministrationController.TaskStatus(1, "purge", "done", 4, 3, 2, 1, 0, ""));
        assertThat(controller.task(2)).extracting("state", "message").containsExactly("running", "The mirror follows.");
        assertThatThrownBy(() -> controller.task(3)).isInstanceOf(RequestException.class);
    }

    @Test
    void reread_passesOnWhetherItIsForced() {
        assertThat(controller.reread("default", null, null, true).id()).isEqualTo(2);
        assertThat(controller.reread("default", null, null, false).id()).isEqualTo(1);
    }

    @Test
    void datasetThatIsNotThere_isUnknown() {
        assertUnknown(() -> controller.keep("office", "P1D"));
        assertUnknown(() -> controller.purge("office"));
        assertUnknown(() -> controller.reread("office", null, null, false));
    }

    private static void assertUnknown(ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_DATASET));
    }
}
