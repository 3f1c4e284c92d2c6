package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** "Why is this different?": in an hour of ordinary events there are ten minutes in which net.exe is started as well. */
class CompareIT {
    private static final String TEN_MINUTES = "dataset=odd&from=2026-03-01T10:20:00Z&to=2026-03-01T10:30:00Z";
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int ORDINARY = 360;
    private static final int ODD = 60;

    @RegisterExtension
    final Workbench workbench = new Workbench();

    @BeforeEach
    void hour() throws Exception {
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < ORDINARY; i++) {
            events.add(
                    start(START.plusSeconds(10L * i), i % 2 == 0 ? "chrome.exe" : "word.exe", "explorer.exe", "anna"));
        }
        for (int i = 0; i < ODD; i++) {
            events.add(start(START.plusSeconds(1200 + 10L * i + 5), "net.exe", "powershell.exe", "SYSTEM"));
        }
        workbench.api().send("odd", "odd", events);
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("odd", "", "") == events.size());
    }

    private static byte[] start(Instant time, String process, String parent, String user) {
        return ("{\"@timestamp\":\"%s\",\"event.action\":\"process_start\",\"host.name\":\"pc\",\"user.name\":\"%s\","
                        + "\"process.name\":\"%s\",\"process.parent.name\":\"%s\"}")
                .formatted(time, user, process, parent)
                .getBytes(StandardCharsets.UTF_8);
    }

    private Locator view() {
        Locator view = workbench.page().getByTestId("compare-view");
        assertThat(view).isVisible();
        assertThat(workbench.page().getByLabel("Loading", new Page.GetByLabelOptions().setExact(true)))
                .hasCount(0);
        return view;
    }

    @Test
    void brush_isComparedWithOtherTimes_andAClickFilters() throws Exception {
        workbench.enter(TEN_MINUTES);
        JsonNode told = workbench
                .api()
                .post(
                        "/compare",
                        "{\"dataset\":\"odd\",\"selection\":{\"from\":\"2026-03-01T10:20:00Z\",\"to\":\"2026-03-01T10:30:00Z\"}}");

        workbench.page().getByTestId("why").click();

        assertThat(view().getByTestId("interpretation"))
                .hasText(told.path("interpretation").asString());
        Locator more = workbench.page().getByTestId("more").getByTestId("difference");
        Locator net = more.filter(new Locator.FilterOptions().setHasText("net.exe"));
        assertThat(net).containsText("60 of 120");
        assertThat(net).containsText("0 of 300");
        assertThat(net).containsText("new");
        // The same sixty events, told by other fields.
        assertThat(net).containsText("as often: process.parent.name powershell.exe, user.name SYSTEM");
        assertThat(workbench.page().getByTestId("less")).containsText("explorer.exe");
        Locator call = workbench.page().getByTestId("calls-more").getByTestId("difference");
        assertThat(call).hasCount(1);
        assertThat(call).containsText(Pattern.compile("powershell.exe\\s*→\\s*net.exe"));

        call.getByRole(AriaRole.BUTTON).click();

        assertThat(workbench.page().getByTestId("chips").locator("li")).hasCount(3);
        workbench.page().keyboard().press("Escape");
        assertThat(workbench.total()).hasText(String.valueOf(ODD));
    }

    @Test
    void keyboardBrush_asksInOneStep() {
        workbench.enter("dataset=odd");
        workbench.page().getByTestId("histogram-brush").focus();
        workbench.page().keyboard().press("ArrowRight");

        workbench.page().keyboard().press("w");

        assertThat(view()).isVisible();
        assertThat(workbench.address()).containsEntry("view", "compare").containsKeys("from", "to");
        assertThat(workbench.page().getByTestId("histogram").locator(".brush")).isVisible();
        assertThat(workbench.page().getByTestId("more")).isVisible();
        workbench.page().goBack();
        assertThat(workbench.page().getByTestId("event-row").first()).isVisible();
        assertThat(workbench.address()).doesNotContainKey("from");
    }

    @Test
    void filter_isComparedWithAllElse_andTheBaselineIsInTheAddress() {
        workbench.enter("dataset=odd&is=user.name%3DSYSTEM");
        workbench.page().getByTestId("why").click();
        assertThat(view()).containsText("60 events, all time, against");
        assertThat(workbench.page().getByTestId("against")).hasValue("rest");
        assertThat(workbench.page().getByTestId("interpretation")).containsText("60 events and 360 others");

        workbench.page().navigate(workbench.door() + "&view=compare&" + TEN_MINUTES);
        view();
        workbench.page().getByTestId("against").selectOption("before");

        assertThat(workbench.page().getByTestId("interpretation")).containsText("120 events and 60 others");
        assertThat(workbench.address()).containsEntry("against", "before");
    }

    @Test
    void nothingToCompareWith_isSaid() {
        workbench.page().navigate(workbench.door() + "&dataset=odd&view=compare");
        assertThat(view()).containsText("Everything is selected");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void comparison_hasNoAccessibilityViolation(ColorScheme scheme) throws Exception {
        workbench.colours(scheme);
        workbench.page().navigate(workbench.door() + "&view=compare&" + TEN_MINUTES);
        view();
        assertThat(workbench.page().getByTestId("more")).isVisible();
        assertThat(workbench.violations()).isEmpty();
    }

    @Test
    void phone_nothingIsWiderThanTheScreen() {
        workbench.page().setViewportSize(390, 844);
        workbench.page().navigate(workbench.door() + "&view=compare&" + TEN_MINUTES);
        view();
        assertThat(workbench.page().evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(390);
    }
}
