package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The histogram and its legend, which narrow everything else. */
class HistogramIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    @Test
    void brush_tableAndGraphFollowWithTheCountsOfTheApi() throws Exception {
        workbench.enter("");
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));

        workbench.brush(0.1, 0.6);

        Map<String, String> address = workbench.address();
        assertThat(address).containsKeys("from", "to");
        String from = address.get("from");
        String to = address.get("to");
        long within = workbench.api().count("default", from, to);
        assertThat(within).isPositive().isLessThan(workbench.events());
        assertThat(workbench.total()).hasText(Workbench.figures(within));
        assertThat(workbench.legendSum()).isEqualTo(within);
        workbench.assertGraphIs(workbench.api().graph(from, to));
        List<String> newest = workbench.api().newest(from, to);
        assertThat(workbench.page().getByTestId("event-row").first().locator(".time"))
                .hasAttribute("title", newest.getFirst());
        assertThat(workbench.page().getByTestId("event-row").allInnerTexts()).hasSizeGreaterThan(5);
    }

    @Test
    void legend_narrowsAndExcludesAndChipsUndo() throws Exception {
        workbench.enter("");
        Map<String, Long> actions = workbench.api().actions();
        long starts = actions.get("process_start");

        workbench
                .page()
                .getByTestId("histogram")
                .getByLabel("Without process_start")
                .click();
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events() - starts));
        Locator chips = workbench.page().getByTestId("chips").locator("li");
        assertThat(chips).hasCount(1);

        workbench
                .page()
                .getByLabel("Turn the filter on event.action into its opposite")
                .click();
        assertThat(workbench.total()).hasText(Workbench.figures(starts));

        workbench.page().getByLabel("Remove the filter on event.action").click();
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));

        workbench.page().getByTitle("Only process_start").click();
        assertThat(workbench.total()).hasText(Workbench.figures(starts));
        assertThat(workbench.address()).containsEntry("is", "event.action=process_start");
    }

    @Test
    void legend_eventsWithoutAnActionCanBeSelectedToo() throws Exception {
        Long none = workbench.api().actions().get("(none)");
        if (none == null) {
            workbench.api().send("bare", "bare", List.of("{\"note\":\"no action\"}".getBytes(StandardCharsets.UTF_8)));
            await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("bare", "", "") == 1);
        }
        workbench.enter(none == null ? "dataset=bare" : "");

        workbench.page().getByTitle("Only (none)").click();

        assertThat(workbench.total()).hasText(Workbench.figures(none == null ? 1 : none));
    }

    @Test
    void barsOfAnyField_countTheSameEvents_alsoAsLogarithms() throws Exception {
        workbench.enter("");

        workbench.page().getByTestId("stack-field").selectOption("process.name");

        assertThat(workbench.page().getByLabel("Values of process.name").first())
                .isVisible();
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));
        assertThat(workbench.address()).containsEntry("stack", "process.name");
        workbench.page().getByTestId("log-scale").click();
        assertThat(workbench
                        .page()
                        .getByTestId("histogram-brush")
                        .locator(".axis.end")
                        .first())
                .hasText(Pattern.compile("10*|100*"));
        assertThat(workbench.address()).containsEntry("scale", "log");
        workbench.page().navigate(workbench.door() + "&stack=file.path");
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));
        long values = workbench
                .api()
                .post(
                        "/table",
                        "{\"steps\":[{\"derive\":{\"path\":\"lower(file.path)\"}},{\"group\":{\"by\":[],\"agg\":{\"n\":\"distinct(path)\"}}}]}")
                .path("rows")
                .path(0)
                .path(0)
                .asLong();
        // Eight paths and their absence are told apart.
        assertThat(workbench.page().getByTestId("histogram")).containsText(Workbench.figures(values - 8) + " others");
    }

    @Test
    void datasetThatIsNotThere_isSaidAndStaysNamed() {
        workbench.expect("status of 404");
        workbench.page().navigate(workbench.door() + "&dataset=nope");
        assertThat(workbench.page().getByTestId("histogram")).containsText("There is no dataset nope yet");
        assertThat(workbench.page().getByTestId("dataset")).hasValue("nope");
        assertThat(workbench.page().getByTestId("histogram-brush")).not().isVisible();
    }
}
