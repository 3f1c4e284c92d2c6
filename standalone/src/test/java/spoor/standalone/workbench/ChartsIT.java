package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spoor.client.Spoor;
import spoor.request.Requests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Charts: of a dataset whose figures are known, and of real events. */
class ChartsIT {
    /** Of 25 processes; the first has 25 events, the next 24, and so on. */
    private static final int PROCESSES = 25;

    private static final int EVENTS = PROCESSES * (PROCESSES + 1) / 2;

    @RegisterExtension
    final Workbench workbench = new Workbench();

    private final ChartView view = new ChartView(workbench);

    /** On Monday, 2 March 2026, from 10:00 on, an event a minute in the first hour; the others one a minute from 13:00 on. */
    @BeforeEach
    void knownEvents() throws Exception {
        List<byte[]> events = new ArrayList<>();
        for (int process = 1; process <= PROCESSES; process++) {
            for (int i = process; i <= PROCESSES; i++) {
                int n = events.size();
                int minute = n < 60 ? n : 120 + n;
                events.add(
                        ("{\"@timestamp\":\"2026-03-02T%02d:%02d:00Z\",\"event.action\":\"%s\",\"host.name\":\"pc-%d\","
                                        + "\"process.name\":\"p%02d.exe\",\"process.parent.name\":\"p%02d.exe\",\"network.bytes\":%d}")
                                .formatted(
                                        10 + minute / 60,
                                        minute % 60,
                                        process % 2 == 0 ? "file_create" : "process_start",
                                        process % 3,
                                        process,
                                        1 + process / 4,
                                        (n + 1) * 10)
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        workbench.api().send("charts", "charts", events);
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("charts", "", "") == EVENTS);
    }

    @Test
    void barsBuiltByKeyboard_narrowToTheNameOneIsAt() {
        workbench.enter("dataset=charts");
        view.press("h");
        view.settled();
        view.turnTo("bar");
        view.choose("role-x", "process.name");
        view.choose("role-colour", "nothing");

        view.plot().focus();
        view.press("ArrowDown");
        assertThat(view.said()).hasText("p01.exe: events 25");
        view.press("ArrowDown");
        assertThat(view.said()).hasText("p02.exe: events 24");
        assertThat(view.notes()).hasText("top 20 of 25 process.name, the others together");
        view.press("Enter");

        assertThat(workbench.page().getByTestId("chips")).containsText("process.name p02.exe");
        view.settled();
        view.leave();
        assertThat(workbench.total()).hasText("24");
    }

    @Test
    void heatMapBuiltByKeyboard_narrowsToTheHourOneIsAt() throws Exception {
        view.enter("dataset=charts");
        view.turnTo("heat");
        view.choose("role-x", "hour of the day");
        view.choose("role-y", "weekday");

        view.plot().focus();
        view.press("ArrowRight");
        assertThat(view.said()).hasText("10 · Mon: events 60");
        view.press("ArrowRight");
        assertThat(view.said()).hasText("13 · Mon: events 60");
        view.press("Enter");

        assertThat(workbench.page()).hasURL(Pattern.compile("from=.*to="));
        view.settled();
        assertThat(workbench.address())
                .containsEntry("from", "2026-03-02T13:00:00.000Z")
                .containsEntry("to", "2026-03-02T14:00:00.000Z");
        assertThat(workbench
                        .api()
                        .count(
                                "charts",
                                workbench.address().get("from"),
                                workbench.address().get("to")))
                .isEqualTo(60);
    }

    @Test
    void brush_narrowsTheEventsOfAllViews() throws Exception {
        view.enter("dataset=charts");
        BoundingBox plot = view.plot().boundingBox();

        workbench.page().mouse().move(plot.x + plot.width * 0.05, plot.y + 40);
        workbench.page().mouse().down();
        workbench.page().mouse().move(plot.x + plot.width * 0.2, plot.y + 42);
        workbench.page().mouse().move(plot.x + plot.width * 0.4, plot.y + 42);
        workbench.page().mouse().up();

        assertThat(workbench.page()).hasURL(Pattern.compile("from=.*to="));
        String from = workbench.address().get("from");
        String to = workbench.address().get("to");
        view.settled();
        view.leave();
        long brushed = workbench.api().count("charts", from, to);
        assertThat(brushed).isBetween(1L, EVENTS - 1L);
        assertThat(workbench.total()).hasText(Workbench.figures(brushed));
        workbench.page().goBack();
        workbench.page().goBack();
        view.settled();
        assertThat(workbench.address()).doesNotContainKeys("from", "to");
    }

    @Test
    void brushOverNumbers_filtersByTheirRange() throws Exception {
        view.enter("dataset=charts&chart=histogram&chart.x=network.bytes&chart.bins=10");
        view.plot().focus();
        view.press("ArrowRight", "Shift+ArrowRight", "Enter");

        assertThat(workbench.page()).hasURL(Pattern.compile("[?&]in="));
        view.settled();
        String[] bounds =
                workbench.address().get("in").replace("network.bytes=", "").split("\\.\\.", -1);
        view.leave();
        JsonNode counted = workbench
                .api()
                .post(
                        "/table",
                        "{\"dataset\":\"charts\",\"query\":\"network.bytes:[" + bounds[0] + " TO " + bounds[1]
                                + "}\",\"steps\":" + Api.COUNT + "}");
        long there = counted.path("rows").path(0).path(0).asLong();
        assertThat(there).isBetween(1L, EVENTS - 1L);
        assertThat(workbench.total()).hasText(Workbench.figures(there));
    }

    @Test
    void shownCode_asksWhatWasAsked(@TempDir Path folder) throws Exception {
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        workbench.page().onRequest(request -> {
            if (request.url().endsWith("/api/v1/table")) {
                sent.add(request.postData());
            }
        });
        view.enter("dataset=charts");
        try (Spoor spoor =
                Spoor.connect(workbench.api().origin(), workbench.api().token())) {
            for (String chart : List.of(
                    "bar&chart.x=process.name",
                    "bar&chart.x=process.name&chart.colour=host.name&chart.most=5&q=host.name:%22pc-1%22",
                    "histogram&chart.x=network.bytes&chart.log=true",
                    "box&chart.y=network.bytes&chart.x=process.name&chart.most=3",
                    "ecdf&chart.x=network.bytes",
                    "scatter&chart.x=time&chart.y=network.bytes&from=2026-03-02T10:00:00Z",
                    "line")) {
                int before = sent.size();
                view.show(chart + "&dataset=charts");
                assertThat(sent).as("asked for %s", chart).hasSizeGreaterThan(before);
                assertShownCode(chart, sent.getLast(), spoor, Files.createTempDirectory(folder, "java"));
            }
        }
    }

    private void assertShownCode(String chart, String sent, Spoor spoor, Path folder) throws Exception {
        JsonNode shown = JsonMapper.shared().readTree(view.code("json"));
        assertThat(shown).as(chart).isEqualTo(JsonMapper.shared().readTree(sent));

        JsonNode answer = workbench.api().post("/table", shown.toString());
        assertThat(view.page().getByTestId("scanned"))
                .containsText(
                        (answer.path("rowCount").asInt() == 1
                                ? "1 row of "
                                : Workbench.figures(answer.path("rowCount").asInt()) + " rows of "));

        assertThat(ShownJava.request(view.code("java"), spoor, folder))
                .as(chart)
                .isEqualTo(Requests.table(shown));
        assertThat(view.code("curl"))
                .contains(workbench.api().origin() + "/api/v1/table", "access-token")
                .doesNotContain(workbench.api().token());
    }

    @Test
    void savedFiles_areOfWhatIsDrawn() throws Exception {
        view.enter("dataset=charts&chart=bar&chart.x=process.name&chart.most=5");

        String csv = new String(view.save("csv"), StandardCharsets.UTF_8);
        assertThat(csv.lines())
                .containsExactly(
                        "process.name,n,others",
                        "p01.exe,25,0",
                        "p02.exe,24,0",
                        "p03.exe,23,0",
                        "p04.exe,22,0",
                        "p05.exe,21,0",
                        "," + (EVENTS - 115) + ",20");
        assertThat(new String(view.save("svg"), StandardCharsets.UTF_8))
                .startsWith("<svg")
                .contains("p05.exe", "20 others")
                .doesNotContain("var(");
        assertThat(ImageIO.read(new ByteArrayInputStream(view.save("png"))).getWidth())
                .isGreaterThan(1000);
    }

    @Test
    void table_saysTheSameAndLeadsToTheEvents() {
        view.enter("dataset=charts&chart=bar&chart.x=process.name&chart.as=table");
        assertThat(workbench.page().locator("[data-testid=twin] [role=row]")).hasCount(22);

        workbench.page().getByTestId("twin").focus();
        view.press("ArrowDown", "Enter");

        assertThat(workbench.page().getByTestId("chips")).containsText("process.name p01.exe");
    }

    @Test
    void zoom_isUndoneAndShared() {
        view.enter("dataset=charts");
        view.plot().focus();
        view.press("ArrowRight", "+");
        assertThat(workbench.page()).hasURL(Pattern.compile("chart\\.zoom="));
        workbench.page().reload();
        view.settled();
        assertThat(workbench.page().getByTestId("reset-zoom")).isEnabled();

        workbench.page().getByTestId("reset-zoom").click();
        assertThat(workbench.page()).not().hasURL(Pattern.compile("chart\\.zoom="));
        workbench.page().getByTestId("undo").click();
        assertThat(workbench.page()).hasURL(Pattern.compile("chart\\.zoom="));
    }

    @Test
    void everyKind_drawsRealEvents() {
        view.enter("");
        for (String kind : List.of(
                "line",
                "area",
                "bar",
                "scatter",
                "heat",
                "box",
                "violin",
                "histogram",
                "ecdf",
                "sankey",
                "treemap",
                "timeline")) {
            view.show(kind);
            assertThat(view.plot()).isVisible();
            view.plot().focus();
            view.press("ArrowRight");
            assertThat(view.said()).not().isEmpty();
            view.press("Escape");
            assertThat(view.said()).isEmpty();
        }
    }

    @Test
    void smallMultiples_areAPanelForEachName() {
        view.enter("dataset=charts&chart=line&chart.x=time&chart.facet=host.name");
        for (String host : List.of("pc-0", "pc-1", "pc-2")) {
            assertThat(view.plot().getByText(host, new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
        }
    }

    @Test
    void fieldThatIsNotThere_isExplained() {
        view.page().navigate(workbench.door() + "&view=charts&dataset=charts&chart=bar&chart.x=proces.name");
        assertThat(view.page().getByTestId("charts").getByRole(AriaRole.ALERT)).containsText("process.name");
        workbench.expect("status of 400");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, bar heat histogram", "DARK, bar treemap"})
    void view_hasNoAccessibilityViolation(ColorScheme scheme, String kinds) throws Exception {
        workbench.colours(scheme);
        view.enter("dataset=charts");
        workbench.page().evaluate(Files.readString(Path.of("../web-ui/node_modules/axe-core/axe.min.js")));
        for (String kind : kinds.split(" ", -1)) {
            view.show(kind + "&dataset=charts");
            assertThat(violations()).as(kind).isEmpty();
            workbench.page().getByTestId("show-code").click();
            assertThat(workbench.page().getByTestId("code")).isVisible();
            assertThat(violations()).as("code of %s", kind).isEmpty();
            view.press("Escape");
            assertThat(workbench.page().getByTestId("code")).hasCount(0);
        }
    }

    private List<?> violations() {
        return (List<?>) workbench.page().evaluate("""
                async () => (await axe.run(document, {
                  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                })).violations.map(({ id, nodes }) => id + ' ' + nodes[0].html)""");
    }

    @Test
    void phone_nothingIsWiderThanTheScreen() {
        workbench.page().setViewportSize(390, 844);
        view.enter("dataset=charts");
        for (String chart : List.of("line", "bar", "heat", "sankey")) {
            view.show(chart + "&dataset=charts");
            assertThat(workbench.page().evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of %s", chart)
                    .isEqualTo(390);
        }
    }
}
