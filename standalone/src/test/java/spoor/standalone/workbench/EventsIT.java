package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The table of events, an event's details, and what could not be read as one. */
class EventsIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    @Test
    void clickOnAnEvent_opensItsDetailsWithTheRawBytes() throws Exception {
        workbench.enter("");
        JsonNode newest = workbench.api().get("/events?limit=1").path("events").path(0);
        String id = newest.path("id").asString();

        workbench.openNewest();

        Locator detail = workbench.page().getByTestId("event-detail");
        assertThat(detail).hasAttribute("aria-label", "Event " + id);
        String raw = new String(workbench.api().bytes("/events/" + id + "/raw"), StandardCharsets.UTF_8);
        Locator bytes = detail.getByTestId("raw-bytes");
        assertThat(bytes).not().isEmpty();
        assertThat(bytes.textContent()).isEqualTo(raw);
        workbench.page().keyboard().press("Escape");
        assertThat(detail).not().isVisible();
    }

    @Test
    void anotherDataset_leavesNoRowOfTheOneBefore() throws Exception {
        workbench.api().send("another", "another", List.of(Api.event("other", Instant.now())));
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("another", "", "") == 1);
        workbench.enter("");
        var held = new AtomicReference<Route>();
        workbench.page().route("**/api/v1/events?**dataset=another**", held::set);

        workbench.page().getByTestId("dataset").selectOption("another");

        assertThat(workbench.total()).hasText("1");
        assertThat(workbench.page().getByTestId("event-row")).hasCount(0);
        workbench.page().waitForCondition(() -> held.get() != null);
        held.get().resume();
        assertThat(workbench.page().getByTestId("event-row")).hasCount(1);
        assertThat(workbench.page().getByTestId("event-row")).containsText("other.exe");
    }

    @Test
    void integersBeyondJavaScripts_areShownAndFilteredExactly() throws Exception {
        String lowest = String.valueOf(Long.MIN_VALUE);
        workbench
                .api()
                .send(
                        "numbers",
                        "numbers",
                        List.of(("{\"Keywords\":" + lowest + "}").getBytes(StandardCharsets.UTF_8)));
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("numbers", "", "") == 1);
        workbench.enter("dataset=numbers");
        workbench.openNewest();

        Locator detail = workbench.page().getByTestId("event-detail");
        assertThat(detail).containsText("Keywords");
        assertThat(detail.locator("dd", new Locator.LocatorOptions().setHasText(lowest)))
                .hasCount(1);
        workbench.page().getByLabel("Only this Keywords").click();
        assertThat(workbench.total()).hasText("1");
        assertThat(workbench.address()).containsEntry("is", "Keywords=" + lowest);
    }

    @Test
    void valuesThatAreCut_showTheirEndAndAreWholeAtTheKeyboard() throws Exception {
        String path = "C:\\\\" + "a-folder-with-a-name\\\\".repeat(12) + "end.txt";
        workbench
                .api()
                .send(
                        "paths",
                        "paths",
                        List.of(
                                ("{\"event.action\":\"file_create\",\"host.name\":\"WORKSTATION5.the.example\",\"file.path\":\""
                                                + path + "\"}")
                                        .getBytes(StandardCharsets.UTF_8)));
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("paths", "", "") == 1);
        workbench.enter("dataset=paths");
        Locator end =
                workbench.page().getByTestId("event-row").locator(".cut > span").last();
        assertThat(end).hasText("\\end.txt");
        assertThat((Boolean) end.evaluate("end => end.scrollWidth <= end.clientWidth"))
                .isTrue();

        workbench.page().getByTestId("event-table").focus();
        workbench.page().keyboard().press("ArrowDown");

        assertThat(workbench.page().getByTestId("full")).containsText(path.replace("\\\\", "\\"));
    }

    @Test
    void columnChooser_addsAndRemovesAColumn() {
        workbench.enter("");
        workbench.page().getByTestId("columns").click();
        workbench.page().getByLabel("Find a field").fill("event.code");
        Locator box = workbench
                .page()
                .getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions().setName("event.code").setExact(true));
        box.check();

        Locator headings = workbench.page().getByTestId("event-table").locator("[role=columnheader]");
        assertThat(headings)
                .hasText(new String[] {"time", "action", "host", "user", "process", "parent", "event.code", "target"});

        box.uncheck();

        assertThat(headings).hasText(new String[] {"time", "action", "host", "user", "process", "parent", "target"});
    }

    @Test
    void malformedInput_isCountedAndCanBeLookedAt() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), workbench.api().ingestPort())) {
            socket.getOutputStream().write("{'no': json}\n".getBytes(StandardCharsets.UTF_8));
        }
        await().atMost(Workbench.PATIENCE)
                .until(() -> workbench.api().get("/malformed").size() == 1);
        workbench.enter("");

        workbench.page().getByTestId("malformed-count").click();

        Locator drawer = workbench.page().getByTestId("malformed");
        JsonNode malformed = workbench.api().get("/malformed").path(0);
        assertThat(drawer.locator("h3")).hasText(malformed.path("reason").asString());
        assertThat(drawer).containsText(malformed.path("offset").asString() + " of 12");
        assertThat(drawer).containsText("127.0.0.1");
        assertThat(drawer.locator("pre")).hasText("{'no': json}");
        workbench.page().keyboard().press("Escape");
        assertThat(drawer).not().isVisible();
    }

    @Test
    void hiddenCharacters_areMarkedWhereverTheyShow() throws Exception {
        workbench.api().send("hidden", "hidden", List.of(Api.event("invoice\u202egnp", Instant.now())));
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("hidden", "", "") == 1);
        workbench.enter("dataset=hidden");
        String marked = "invoiceU+202Egnp.exe";
        Locator row = workbench.page().getByTestId("event-row").first();
        assertThat(row).containsText(marked);
        assertThat(workbench.page().getByLabel("Process calls")).containsText("invoice⟨U+202E⟩gnp.exe");

        workbench.openNewest();
        assertThat(workbench.page().getByTestId("event-detail")).containsText(marked);
        assertThat(workbench.page().getByTestId("raw-bytes")).containsText(marked);
        workbench.page().getByLabel("Only this process.name").click();

        assertThat(workbench.page().getByTestId("chips")).containsText(marked);
        assertThat(workbench.total()).hasText("1");
        assertThat(workbench.page().content()).doesNotContain("\u202e");
    }
}
