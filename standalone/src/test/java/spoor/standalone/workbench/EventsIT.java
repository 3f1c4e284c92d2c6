package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The table of events, an event's details, and what could not be read as one. */
class EventsIT {
    private static final String WHAT_IS_SHOWN =
            "document.body.innerText + [...document.querySelectorAll('[title], [aria-label]')].map(e => e.title + e.ariaLabel)";

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
        workbench.enterFew();
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

    /** A hundred events, one a second, of two hosts in turn. */
    private void twoHosts() throws Exception {
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(
                    "{\"@timestamp\":\"2026-03-01T10:%02d:%02dZ\",\"event.action\":\"file_create\",\"host.name\":\"%s\",\"file.path\":\"/tmp/%d\"}"
                            .formatted(i / 60, i % 60, i % 2 == 0 ? "even" : "odd", i)
                            .getBytes(StandardCharsets.UTF_8));
        }
        workbench.api().send("hosts", "hosts", events);
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("hosts", "", "") == events.size());
    }

    @Test
    void eventsAround_areOfItsHostOrOfAll_andMoreCanBeAskedFor() throws Exception {
        twoHosts();
        JsonNode fiftieth = workbench
                .api()
                .get("/events?dataset=hosts&limit=1&to=2026-03-01T10:00:51Z")
                .path("events")
                .path(0);
        assertThat(fiftieth.path("file.path").asString()).isEqualTo("/tmp/50");
        workbench.enter("dataset=hosts&event=" + fiftieth.path("id").asString());
        Locator around = workbench.page().getByTestId("around").locator("li button:not(.more)");

        assertThat(around).hasCount(20 + 1 + 20);

        assertThat(around.nth(19)).containsText("/tmp/48");
        assertThat(around.nth(20)).hasAttribute("aria-current", "true");
        assertThat(around.nth(21)).containsText("/tmp/52");
        workbench.page().getByText("all hosts").click();
        assertThat(around.nth(19)).containsText("/tmp/49");
        assertThat(around.nth(21)).containsText("/tmp/51");
        assertThat(workbench.address()).containsEntry("around", "all");
        workbench.page().getByText("Earlier events").click();
        assertThat(around).hasCount(40 + 1 + 20);
        around.nth(41).click();
        assertThat(workbench.page().getByTestId("event-detail")).containsText("/tmp/51");
        assertThat(around.nth(20)).hasAttribute("aria-current", "true");
    }

    @Test
    void linkToOneEvent_showsItWithoutTheSelection() throws Exception {
        twoHosts();
        workbench.enter("dataset=hosts&q=file.path%3A%2Ftmp%2F7*");
        workbench.openNewest();
        String link = workbench.page().getByTestId("event-link").getAttribute("href");
        String id = workbench.address().get("event");

        workbench.page().navigate(workbench.api().origin() + "/" + link);

        assertThat(workbench.page().getByTestId("event-detail")).hasAttribute("aria-label", "Event " + id);
        assertThat(workbench.total()).hasText("100");
    }

    @Test
    void columns_moveAndChangeTheirWidthByKeyboard() {
        workbench.enterFew();
        Locator headings = workbench.page().getByTestId("event-table").locator("[role=columnheader]");
        Locator action = headings.getByText("action");
        action.focus();

        workbench.page().keyboard().press("Shift+ArrowRight");

        assertThat(headings).hasText(new String[] {"time", "host", "action", "user", "process", "parent", "target"});
        assertThat(action).isFocused();
        double before = action.boundingBox().width;
        workbench.page().keyboard().press("+");
        assertThat(workbench.page()).hasURL(Pattern.compile("width=\\d+%2Cevent.action"));
        assertThat(action.boundingBox().width).isGreaterThan(before);
        workbench.page().reload();
        assertThat(headings).hasText(new String[] {"time", "host", "action", "user", "process", "parent", "target"});
        workbench.page().goBack();
        workbench.page().goBack();
        assertThat(headings).hasText(new String[] {"time", "action", "host", "user", "process", "parent", "target"});
    }

    @Test
    void columns_moveAndChangeTheirWidthByDragging() {
        workbench.enterFew();
        Locator headings = workbench.page().getByTestId("event-table").locator("[role=columnheader]");
        BoundingBox action = headings.getByText("action").boundingBox();
        BoundingBox host = headings.getByText("host").boundingBox();
        workbench.page().mouse().move(action.x + 10, action.y + 10);
        workbench.page().mouse().down();
        workbench.page().mouse().move(action.x + 40, action.y + 10);
        workbench.page().mouse().move(host.x + host.width / 2, host.y + 10);
        workbench.page().mouse().up();
        assertThat(headings).hasText(new String[] {"time", "host", "action", "user", "process", "parent", "target"});

        BoundingBox handle = workbench.page().getByTestId("resize").first().boundingBox();
        workbench.page().mouse().move(handle.x + 3, handle.y + 5);
        workbench.page().mouse().down();
        workbench.page().mouse().move(handle.x + 63, handle.y + 5);
        workbench.page().mouse().up();

        assertThat(workbench.page()).hasURL(Pattern.compile("width=\\d+%2Chost.name"));
    }

    @Test
    void cellAtTheKeyboard_isKeptOrLeftOut() throws Exception {
        twoHosts();
        workbench.enter("dataset=hosts");
        workbench.page().getByTestId("event-table").focus();
        for (String key : List.of("ArrowDown", "ArrowRight", "ArrowRight")) {
            workbench.page().keyboard().press(key);
        }

        workbench.page().keyboard().press("-");

        assertThat(workbench.total()).hasText("50");
        assertThat(workbench.address()).containsEntry("not", "host.name=odd");
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
        assertThat(String.valueOf(workbench.page().evaluate(WHAT_IS_SHOWN)))
                .contains("invoice")
                .doesNotContain("\u202e");
    }
}
