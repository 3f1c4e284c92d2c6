package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    }
}
