package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The collectors' accounts and clocks. */
class CollectorsIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    @Test
    void collectors_showTheAccountsAndClocksOfTheApi_andLeadToTheirEvents() throws Exception {
        workbench
                .api()
                .send(
                        "accounts",
                        "first",
                        List.of(Api.event("one", Instant.now()), "no JSON".getBytes(StandardCharsets.UTF_8)));
        JsonNode account = workbench.api().account("accounts");
        workbench.enter("");
        workbench.page().keyboard().press("c");

        assertThat(workbench.page()).hasURL(Pattern.compile("view=collectors"));
        Locator row = workbench
                .page()
                .getByTestId("collector-row")
                .filter(new Locator.FilterOptions()
                        .setHas(workbench.page().getByText("accounts", Workbench.exactly())));
        assertThat(row.locator("td.n")).hasText(new String[] {
            account.path("received").asString(), account.path("stored").asString(), "0", "0", "1", "0"
        });
        assertThat(row.getByTestId("clock")).containsText("±");
        assertThat(row.getByTestId("clock"))
                .hasAttribute("title", Pattern.compile("It was asked what its clock shows. Measured "));
        assertThat(workbench.contrastOf("[data-testid=collectors] .quiet")).isGreaterThanOrEqualTo(4.5);

        workbench.page().reload();
        row.getByRole(AriaRole.BUTTON).click();

        assertThat(workbench.page().getByTestId("event-row")).hasCount(1);
        assertThat(workbench.total()).hasText("1");
        assertThat(workbench.address()).containsEntry("dataset", "accounts").containsEntry("is", "collector=workbench");
        workbench.page().goBack();
        assertThat(workbench.page().getByTestId("collectors")).isVisible();
    }

    @Test
    void collectors_wrongClocksStandOut_andCanBeSortedToTheTop() {
        workbench
                .page()
                .route(
                        "**/api/v1/collectors",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody("[" + account("right", 12, 5) + "," + account("slow", -303_000, 6) + ","
                                        + account("fast", 7_200_000, 40) + "]")));
        workbench.enterFew();
        workbench.page().getByTestId("collectors-toggle").click();

        Locator clocks = workbench.page().getByTestId("clock");
        assertThat(clocks).hasText(new String[] {"2 h ahead ± 40 ms", "right ± 5 ms", "5 min 3 s behind ± 6 ms"});
        assertThat(workbench.page().getByTestId("collectors").locator("h2")).containsText("2 clocks are wrong");

        workbench
                .page()
                .getByTestId("collectors")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("clock"))
                .click();

        assertThat(clocks).hasText(new String[] {"2 h ahead ± 40 ms", "5 min 3 s behind ± 6 ms", "right ± 5 ms"});
    }

    @Test
    void collectors_noneAndNoAnswer_areSaid() {
        workbench.expect("status of 503");
        workbench.comeAsAStranger(); // The clock is that of all its pages.
        workbench.page().clock().install();
        workbench
                .page()
                .route(
                        "**/api/v1/collectors",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody("[]")));
        workbench.enterFew();
        workbench.page().getByTestId("collectors-toggle").click();
        Locator view = workbench.page().getByTestId("collectors");
        assertThat(view).containsText("No collector has sent anything yet");

        workbench.page().unroute("**/api/v1/collectors");
        workbench
                .page()
                .route(
                        "**/api/v1/collectors",
                        route -> route.fulfill(
                                new Route.FulfillOptions()
                                        .setStatus(503)
                                        .setContentType("application/problem+json")
                                        .setBody(
                                                "{\"title\":\"Store unavailable\",\"status\":503,\"detail\":\"The event store did not answer.\"}")));
        workbench.page().clock().fastForward(Duration.ofMinutes(1).toMillis());

        assertThat(view.getByRole(AriaRole.ALERT)).containsText("The event store did not answer.");
    }

    private static String account(String name, long offsetMillis, long uncertaintyMillis) {
        return """
                {"name":"%s","dataset":"default","lastSeen":"2026-01-02T12:00:00Z","received":1,"stored":1,"duplicate":0,
                "rejected":0,"malformed":0,"dropped":0,"clockOffsetMillis":%d,"clockUncertaintyMillis":%d,
                "clockMeasuredAt":"2026-01-02T12:00:00Z","clockBasis":"exchange"}""".formatted(name, offsetMillis, uncertaintyMillis);
    }
}
