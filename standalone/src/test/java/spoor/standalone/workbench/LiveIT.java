package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What arrives while the page is open. */
class LiveIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    @Test
    void live_showsEventsThatArrive() throws Exception {
        String dataset = "live";
        workbench.api().send(dataset, "first", List.of(Api.event("before", Instant.now())));
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count(dataset, "", "") == 1);
        workbench.enter("dataset=" + dataset);
        assertThat(workbench.total()).hasText("1");
        workbench.page().getByTestId("live-toggle").click();
        assertThat(workbench.page().getByTestId("live-toggle")).hasAttribute("data-state", "connected");

        workbench.api().send(dataset, "second", List.of(Api.event("new", Instant.now())));

        assertThat(workbench.total()).hasText("2", Workbench.within(20_000));
        assertThat(workbench.page().getByTestId("event-row").first()).containsText("new.exe");

        workbench
                .api()
                .send(dataset, "late", List.of(Api.event("late", Instant.now().minus(Duration.ofHours(3)))));

        assertThat(workbench.total()).hasText("3", Workbench.within(20_000));
        assertThat(workbench.page().getByTestId("event-row").last()).containsText("late.exe");
    }

    @Test
    void live_isOnUntilItIsTurnedOffAndThenStaysOff() {
        workbench
                .page()
                .addInitScript("sessionStorage.getItem('begun') ?? localStorage.removeItem('spoor.live');"
                        + " sessionStorage.setItem('begun', 'yes')");
        workbench.page().navigate(workbench.door());
        assertThat(workbench.page().getByTestId("live-toggle")).hasAttribute("data-state", "connected");

        workbench.page().getByTestId("live-toggle").click();
        workbench.page().reload();

        assertThat(workbench.page().getByTestId("live-toggle")).hasAttribute("data-state", "off");
    }

    @Test
    void liveStreamLost_isSaidAndSoughtAgain() throws Exception {
        workbench.expect("status of 503|ERR_");
        workbench.enterFew();
        workbench.page().route("**/api/v1/live**", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));

        workbench.page().getByTestId("live-toggle").click();

        assertThat(workbench.page().getByTestId("live-toggle")).hasAttribute("data-state", "lost");
        assertThat(workbench.page().getByTestId("live-toggle")).containsText("reconnecting");
        workbench.page().unroute("**/api/v1/live**");
        assertThat(workbench.page().getByTestId("live-toggle"))
                .hasAttribute(
                        "data-state", "connected", new LocatorAssertions.HasAttributeOptions().setTimeout(20_000));
    }

    @Test
    void mirrorThatCatchesUp_isSaidUntilItIsThere() {
        workbench
                .page()
                .route(
                        "**/api/v1/mirror",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody("{\"watermark\":31,\"storeWatermark\":100,\"behind\":true}")));
        workbench.page().navigate(workbench.door());
        assertThat(workbench.page().getByTestId("catching-up")).containsText("31 %");

        workbench.page().unroute("**/api/v1/mirror");

        assertThat(workbench.page().getByTestId("catching-up")).not().isVisible();
    }

    @ParameterizedTest
    @CsvSource({"q=a+AND, 400, needs something to search for", "dataset=nope, 404, There is no dataset"})
    void refusedQuestion_isNotFollowedAndSaysWhy(String address, int status, String why) {
        workbench.expect("status of " + status);
        workbench.page().addInitScript("localStorage.setItem('spoor.live', 'on')");
        List<String> asked = new CopyOnWriteArrayList<>();
        workbench.page().onRequest(request -> {
            if (request.url().contains("/api/v1/live")) {
                asked.add(request.url());
            }
        });

        workbench.page().navigate(workbench.door() + "&" + address);

        Locator live = workbench.page().getByTestId("live-toggle");
        assertThat(live).containsText("waits");
        assertThat(live).hasAttribute("title", Pattern.compile(why));
        assertThat(asked).isEmpty();
    }

    @Test
    void refusedStream_isNotSoughtAgainAndSaysWhy() {
        workbench.expect("status of 410|ERR_");
        workbench.enterFew();
        workbench
                .page()
                .route(
                        "**/api/v1/live**",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(410)
                                .setContentType("application/problem+json")
                                .setBody("{\"title\":\"Gone\",\"status\":410,\"detail\":\"It was purged.\"}")));

        workbench.page().getByTestId("live-toggle").click();

        Locator live = workbench.page().getByTestId("live-toggle");
        assertThat(live).hasAttribute("data-state", "refused");
        assertThat(live).hasAttribute("title", "It was purged.");
    }
}
