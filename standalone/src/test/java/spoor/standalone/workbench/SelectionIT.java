package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The search, the address and the keyboard. */
class SelectionIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    @Test
    void reload_restoresTheSelectionInTheAddress() throws Exception {
        workbench.enter("");
        workbench.brush(0.2, 0.7);
        workbench.search("event.action:process_start");
        String address = workbench.page().url();
        String shown = Workbench.figures(workbench
                .api()
                .post(
                        "/table",
                        "{"
                                + Api.range(
                                        workbench.address().get("from"),
                                        workbench.address().get("to"))
                                + "\"query\":\"event.action:process_start\",\"steps\":" + Api.COUNT + "}")
                .path("rows")
                .path(0)
                .path(0)
                .asLong());
        assertThat(workbench.total()).hasText(shown);
        assertThat(workbench.address()).containsKeys("from", "to").containsEntry("q", "event.action:process_start");

        workbench.page().reload();

        assertThat(workbench.page()).hasURL(address);
        assertThat(workbench.page().getByTestId("search")).hasValue("event.action:process_start");
        assertThat(workbench.total()).hasText(shown);
        assertThat(workbench.page().getByTestId("chips").locator("li")).hasCount(1);
        workbench.page().goBack();
        workbench.page().goBack();
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));
    }

    @Test
    void columnsColourTwinAndOpenEvent_areInTheAddressToo() throws Exception {
        String id = workbench
                .api()
                .get("/events?limit=1")
                .path("events")
                .path(0)
                .path("id")
                .asString();
        workbench.enter("");
        workbench.page().getByTestId("columns").click();
        workbench.page().getByLabel("Find a field").fill("event.code");
        workbench
                .page()
                .getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions().setName("event.code").setExact(true))
                .check();
        workbench.page().getByTestId("colour-field").selectOption("host.name");
        workbench.page().getByTestId("graph-as-table").click();
        workbench.openNewest();
        assertThat(workbench.page().getByTestId("event-detail")).isVisible();
        assertThat(workbench.address())
                .containsEntry("colour", "host.name")
                .containsEntry("calls", "table")
                .containsEntry("event", id);

        workbench.page().reload();

        assertThat(workbench.page().getByTestId("event-detail")).hasAttribute("aria-label", "Event " + id);
        assertThat(workbench.page().getByTestId("event-table").locator("[role=columnheader]"))
                .hasText(new String[] {"time", "action", "host", "user", "process", "parent", "event.code", "target"});
        assertThat(workbench.page().getByTestId("colour-field")).hasValue("host.name");
        assertThat(workbench.page().getByTestId("graph-table")).isVisible();
        workbench.page().goBack();
        assertThat(workbench.page().getByTestId("event-detail")).not().isVisible();
    }

    @Test
    void anotherLook_asksNothingAgain() {
        workbench.enter("");
        List<String> asked = new CopyOnWriteArrayList<>();
        workbench.page().onRequest(request -> {
            if (request.url().matches(".*/api/v1/(table|graph|events\\?).*")) {
                asked.add(request.url() + " " + request.postData());
            }
        });

        workbench.page().getByTestId("graph-as-table").click();
        workbench.openNewest();
        assertThat(workbench.page().getByTestId("raw-bytes")).not().isEmpty();
        workbench.page().waitForLoadState(LoadState.NETWORKIDLE);

        // Only what the details themselves show: the events around.
        assertThat(asked).isNotEmpty().allMatch(question -> question.contains("{\"select\":[\"id\",\"time\""));
    }

    @Test
    void malformedQuery_showsItsErrorAtItsPosition() throws Exception {
        workbench.expect("status of 400");
        workbench.enter("");
        String query = "event.action:process_start AND (host.name:x";

        workbench.search(query);

        Locator error = workbench.page().getByTestId("search-error");
        assertThat(error).isVisible();
        JsonNode problem = workbench.api().refusal(query).path("errors").path(0);
        assertThat(error).containsText(problem.path("message").asString());
        String marker = error.locator("pre").textContent();
        assertThat(marker.indexOf('^')).isEqualTo(problem.path("offset").asInt());
        assertThat(workbench.page().getByTestId("search")).hasAttribute("aria-invalid", "true");
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));
    }

    @Test
    void keyboard_searchesBrushesAndOpensAnEvent() throws Exception {
        workbench.enter("");
        workbench.page().keyboard().press("/");
        assertThat(workbench.page().getByTestId("search")).isFocused();
        workbench.page().keyboard().type("event.action:process_start");
        workbench.page().keyboard().press("Enter");
        long starts = workbench.api().actions().get("process_start");
        assertThat(workbench.total()).hasText(Workbench.figures(starts));

        workbench.page().getByTestId("histogram-brush").focus();
        for (String key : List.of("ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Enter")) {
            workbench.page().keyboard().press(key);
        }
        assertThat(workbench.page()).hasURL(Pattern.compile("from="));
        Map<String, String> address = workbench.address();
        assertThat(Instant.parse(address.get("from"))).isBefore(Instant.parse(address.get("to")));

        workbench.page().getByTestId("event-table").focus();
        workbench.page().keyboard().press("r");
        assertThat(workbench.total()).hasText(Workbench.figures(starts));
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.page().getByTestId("event-detail")).isVisible();

        workbench.page().keyboard().press("Escape");
        assertThat(workbench.page().getByTestId("event-detail")).not().isVisible();
        assertThat(workbench.page().getByTestId("event-table")).isFocused();
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.page().getByTestId("event-detail")).isVisible();
    }

    @Test
    void altAndAnArrowInTheHistogram_isTheBrowsers() {
        workbench.enterFew();
        workbench.page().getByTestId("histogram-brush").focus();

        workbench.page().keyboard().press("Alt+ArrowRight");

        assertThat(workbench.page().getByTestId("histogram").locator(".brush")).hasCount(0);
    }

    @Test
    void escape_leavesTheCollectors() {
        workbench.enterFew();
        workbench.page().keyboard().press("c");
        assertThat(workbench.page().getByTestId("collectors")).isVisible();

        workbench.page().keyboard().press("Escape");

        assertThat(workbench.page().getByTestId("event-row").first()).isVisible();
    }

    @Test
    void keys_areHintedAt() {
        workbench.enterFew();

        workbench.page().getByTestId("keys").click();

        assertThat(workbench.page().getByRole(AriaRole.DIALOG)).containsText("live on or off");
    }
}
