package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Facets: the values of fields beside the events. */
class FacetsIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    private Locator facet(String field) {
        return workbench.page().locator("[data-testid=facet][data-field=\"" + field + "\"]");
    }

    private Locator value(String field, String value) {
        return facet(field).locator("[data-value=\"" + value + "\"]");
    }

    /** How many events have each value of a field, in any letter case, by what the API answers to a question of its own. */
    private Map<String, Long> counts(String field, String query) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        JsonNode table = workbench
                .api()
                .post(
                        "/table",
                        "{\"query\":\"%s\",\"steps\":[{\"group\":{\"by\":[\"%s\"],\"agg\":{\"n\":\"count()\"}}}]}"
                                .formatted(query, field));
        for (JsonNode row : table.path("rows")) {
            if (!row.path(0).isNull()) {
                counts.merge(
                        row.path(0).asString().toLowerCase(Locale.ROOT),
                        row.path(1).asLong(),
                        Long::sum);
            }
        }
        return counts;
    }

    private static String most(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }

    @Test
    void clickOnAValue_narrowsTheEventsAndTheOtherFacets_butNotItsOwn() throws Exception {
        workbench.enter("");
        Map<String, Long> actions = counts("event.action", "");
        long starts = actions.get("process_start");
        long ends = actions.get("process_end");

        value("event.action", "process_start").click();

        assertThat(workbench.total()).hasText(Workbench.figures(starts));
        Map<String, Long> started = counts("process.name", "event.action:process_start");
        Locator first = facet("process.name").locator("[data-value] b").first();
        assertThat(first).hasText(Workbench.figures(started.get(most(started))));
        assertThat(facet("process.name").getByTestId("facet-summary"))
                .hasText(Pattern.compile("(top 10 of )?" + Workbench.figures(started.size()) + "( values?)?"));
        assertThat(value("event.action", "process_end").locator("b")).hasText(Workbench.figures(ends));
        value("event.action", "process_end").click();
        assertThat(workbench.total()).hasText(Workbench.figures(starts + ends));
        assertThat(workbench.page().getByTestId("chips")).containsText("or");
        value("event.action", "process_end").click();
        assertThat(workbench.total()).hasText(Workbench.figures(starts));
        workbench.page().goBack();
        assertThat(workbench.total()).hasText(Workbench.figures(starts + ends));
    }

    @Test
    void ownFilter_asksTheFacetNothingAgain() {
        workbench.enter("facet=event.action");
        List<String> asked = new ArrayList<>();
        workbench.page().onRequest(request -> {
            if (request.postData() != null && request.postData().contains("@distinct")) {
                asked.add(request.postData());
            }
        });

        value("event.action", "process_start").click();
        assertThat(value("event.action", "process_start")).hasAttribute("aria-pressed", "true");
        assertThat(workbench.page().getByTestId("event-row").first()).containsText("process_start");

        assertThat(asked).isEmpty();
    }

    @Test
    void rarestFirst_isInTheAddress_andSaysHowManyThereAre() throws Exception {
        workbench.enter("facet=process.name");
        Map<String, Long> names = counts("process.name", "");
        long least = names.values().stream().mapToLong(Long::longValue).min().orElseThrow();

        facet("process.name").locator("select").selectOption("rarest");

        assertThat(facet("process.name").locator("[data-value] b").first()).hasText(Workbench.figures(least));
        assertThat(facet("process.name").getByTestId("facet-summary"))
                .hasText("rarest 10 of " + Workbench.figures(names.size()));
        assertThat(workbench.address()).containsEntry("facet", "rare|process.name");
        facet("process.name").getByTestId("facet-more").click();
        assertThat(facet("process.name").locator("[data-value]")).not().hasCount(10);
        workbench.page().reload();
        assertThat(facet("process.name").locator("[data-value] b").first()).hasText(Workbench.figures(least));
    }

    @Test
    void chosenFields_areInTheAddress() {
        workbench.enterFew();
        workbench.page().getByTestId("facet-fields").click();
        workbench.page().getByLabel("Find a field").fill("event.code");
        workbench.page().getByTestId("facets").getByLabel("event.code").check();
        assertThat(facet("event.code")).isVisible();

        workbench.page().reload();

        assertThat(facet("event.code")).isVisible();
        workbench.page().getByLabel("Remove the facet event.code").click();
        assertThat(facet("event.code")).hasCount(0);
        workbench.page().goBack();
        assertThat(facet("event.code")).isVisible();
    }

    @Test
    void fieldThatTheDatasetHasNot_isSaid() {
        workbench.enter("facet=no.such.field");
        assertThat(facet("no.such.field")).containsText("No event of this dataset has such a field.");
    }

    @Test
    void keyboard_keepsLeavesOutAndLooksAtTheTimes() throws Exception {
        workbench.enter("facet=event.action");
        Map<String, Long> actions = counts("event.action", "");
        String first = most(actions);
        value("event.action", first).focus();

        workbench.page().keyboard().press("-");

        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events() - actions.get(first)));
        workbench.page().keyboard().press("ArrowRight");
        Locator seen = workbench.page().getByTestId("facet-value");
        assertThat(seen).containsText(Workbench.figures(actions.get(first)) + ", no earlier and no later");
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");
        assertThat(facet("event.action").locator("[aria-pressed=true][data-value]"))
                .hasCount(1);
        workbench.page().keyboard().press("f");
        assertThat(workbench.page().getByTestId("facets")).hasCount(0);
        assertThat(workbench.address()).containsEntry("panel", "closed");
        workbench.page().keyboard().press("f");
        assertThat(workbench.page().getByTestId("facets")).isVisible();
    }

    @Test
    void brushOverNumbers_keepsTheirRange() throws Exception {
        List<byte[]> events = new ArrayList<>();
        for (int size = 0; size < 200; size++) {
            events.add("{\"@timestamp\":\"2026-03-01T10:%02d:%02dZ\",\"event.action\":\"copy\",\"size\":%d}"
                    .formatted(size / 60, size % 60, size)
                    .getBytes(StandardCharsets.UTF_8));
        }
        workbench.api().send("sizes", "sizes", events);
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("sizes", "", "") == events.size());
        workbench.enter("dataset=sizes&facet=size");
        Locator spread = facet("size").getByTestId("distribution").locator("svg");
        assertThat(spread).isVisible();

        spread.focus();
        workbench.page().keyboard().press("ArrowRight");
        workbench.page().keyboard().press("Enter");

        assertThat(workbench.page()).hasURL(Pattern.compile("in=size"));
        String[] range = workbench.address().get("in").replace("size=", "").split("\\.\\.", -1);
        int kept = Integer.parseInt(range[1]) - Integer.parseInt(range[0]);
        assertThat(kept).isBetween(20, 100);
        assertThat(workbench.total()).hasText(String.valueOf(kept));
        assertThat(workbench.page().getByTestId("chips")).containsText(range[0] + " – " + range[1]);
        spread.focus();
        workbench.page().keyboard().press("Shift+ArrowRight");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.page().getByTestId("chips").locator("li")).hasCount(1);
        assertThat(workbench.total()).not().hasText(String.valueOf(kept));
    }

    @Test
    void phone_facetsAreOutOfTheWayUntilAskedFor() {
        workbench.page().setViewportSize(390, 844);
        workbench.enterFew();
        assertThat(workbench.page().getByTestId("facets")).hasCount(0);

        workbench.page().getByTestId("facets-open").click();

        assertThat(facet("event.action").locator("[data-value]").first()).isVisible();
        assertThat(workbench.page().evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(390);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void facets_haveNoAccessibilityViolation(ColorScheme scheme) throws Exception {
        workbench.colours(scheme);
        workbench.enter(
                "facet=event.action&facet=process.pid&is=event.action%3Dprocess_start&not=event.action%3Dlogon");
        value("event.action", "process_start").focus();
        workbench.page().keyboard().press("ArrowRight");
        assertThat(workbench.page().getByTestId("facet-value")).containsText("ever");
        assertThat(workbench.violations()).isEmpty();
    }
}
