package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spoor.testkit.Full;
import tools.jackson.databind.JsonNode;

/** The graph view: following a chain of processes, in a dataset whose chains are known, and in real events. */
class GraphViewIT {
    private static final String CALLS =
            "\"edges\":[{\"source\":\"process.parent.name\",\"target\":\"process.name\",\"query\":\"event.action:process_start\"}]";

    /** Minute, process, parent: who started whom. In the second half of the hour whoami.exe and net.exe are new, ping.exe is gone. */
    private static final List<String> STARTS = List.of(
            "1 cmd.exe explorer.exe",
            "2 cmd.exe explorer.exe",
            "3 ping.exe cmd.exe",
            "4 chrome.exe explorer.exe",
            "31 cmd.exe explorer.exe",
            "32 chrome.exe explorer.exe",
            "33 whoami.exe cmd.exe",
            "34 net.exe whoami.exe",
            "59 net.exe whoami.exe");

    @RegisterExtension
    final Workbench workbench = new Workbench();

    private final GraphView view = new GraphView(workbench);

    @BeforeEach
    void chains() throws Exception {
        List<byte[]> events = new ArrayList<>();
        for (String start : STARTS) {
            String[] words = start.split(" ", -1);
            events.add(
                    ("{\"@timestamp\":\"2026-03-01T10:%02d:00Z\",\"event.action\":\"process_start\",\"host.name\":\"pc\","
                                    + "\"user.name\":\"%s\",\"process.name\":\"%s\",\"process.parent.name\":\"%s\","
                                    + "\"process.pid\":%s,\"process.entity_id\":\"%s\",\"process.parent.entity_id\":\"%s\","
                                    + "\"process.command_line\":\"%s /all\"}")
                            .formatted(
                                    Integer.parseInt(words[0]),
                                    words[1].equals("net.exe") ? "SYSTEM" : "anna",
                                    words[1],
                                    words[2],
                                    words[0],
                                    "id-" + words[0],
                                    parentId(words),
                                    words[1])
                            .getBytes(StandardCharsets.UTF_8));
        }
        // Without a graphics card each pixel of the canvas costs, and each time that it is drawn.
        workbench.page().setViewportSize(1040, 700);
        workbench.api().send("chains", "chains", events);
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("chains", "", "") == STARTS.size());
    }

    /** The id of the latest process of the parent's name before. */
    private static String parentId(String[] child) {
        String found = "id-0";
        for (String start : STARTS) {
            String[] words = start.split(" ", -1);
            if (Integer.parseInt(words[0]) < Integer.parseInt(child[0]) && words[1].equals(child[2])) {
                found = "id-" + words[0];
            }
        }
        return found;
    }

    @Test
    void overviewsPanel_opensTheViewOfTheSameSelection() throws Exception {
        workbench.enter("q=user.name:*");
        JsonNode graph = workbench.api().post("/graph", "{\"query\":\"user.name:*\"," + CALLS + "}");

        workbench.page().getByTestId("graph-toggle").click();

        view.settled();
        assertThat(view.counts()).containsText(graph.path("vertices").size() + " vertices");
        assertThat(view.counts()).containsText(graph.path("edges").size() + " edges");
        assertThat(workbench.address()).containsEntry("q", "user.name:*").containsEntry("view", "graph");
        assertThat(GraphView.marks(new String(view.save("svg"), StandardCharsets.UTF_8)))
                .isEqualTo(graph.path("vertices").size());
    }

    @Test
    void clickOnAVertex_showsTheEventsBehindItAndLeadsToThemInTheTable() {
        view.enter("dataset=chains");
        view.find("cmd.exe");
        assertThat(view.panel()).containsText("all 5");
        assertThat(workbench.address()).containsEntry("focus", "process.name:cmd.exe");

        workbench.page().getByTestId("to-table").click();

        assertThat(workbench.page().getByTestId("event-row")).hasCount(5);
        assertThat(workbench.total()).hasText("5");
        workbench.page().goBack();
        view.settled();
        assertThat(workbench.page().getByTestId("focus")).containsText("cmd.exe");
    }

    @Test
    void onlyAroundAVertex_growsByExpandingAndShrinksByFolding() {
        view.enter("dataset=chains&only=true&grown=process.name:whoami.exe&focus=process.name:whoami.exe");
        assertThat(view.counts()).containsText("3 vertices, 2 edges");

        view.find("cmd.exe");
        workbench.page().getByTestId("expand").click();

        view.settled();
        assertThat(view.counts()).containsText("5 vertices");
        workbench.page().getByTestId("fold").click();
        assertThat(view.counts()).containsText(Pattern.compile("^3 (of 5 )?vertices"));
        workbench.page().getByTestId("undo").click();
        assertThat(view.counts()).containsText("5 vertices");
        workbench.page().getByTestId("all").click();
        view.settled();
        assertThat(view.counts()).containsText("6 vertices, 5 edges, 9 events");
    }

    @Test
    void pathBetweenTwo_isShownAndInTheAddress() {
        view.enter("dataset=chains");
        view.find("explorer.exe");
        workbench.page().getByTestId("path-from").click();
        view.find("net.exe");

        Locator path = workbench.page().getByTestId("path");
        assertThat(path).hasCount(1);
        assertThat(path).containsText("explorer.exe→cmd.exe→whoami.exe→net.exe 3 steps");
        assertThat(workbench.address())
                .containsEntry("start", "process.name:explorer.exe")
                .containsEntry("focus", "process.name:net.exe");
        workbench.page().reload();
        view.settled();
        assertThat(path).hasCount(1);
        view.find("chrome.exe");
        assertThat(path).containsText("explorer.exe→chrome.exe 1 step");
    }

    @Test
    void slider_letsThroughWhatHappenedInItsWindow() {
        view.enter("dataset=chains");
        assertThat(view.counts()).containsText("6 vertices, 5 edges, 9 events");

        workbench.page().getByTestId("thumb-end").focus();
        workbench.page().keyboard().press("PageDown");
        Locator window = workbench.page().getByTestId("window");
        for (int presses = 0; presses < 400 && !window.innerText().contains("10:30:00"); presses++) {
            workbench.page().keyboard().press("ArrowLeft");
        }
        assertThat(window).containsText("10:30:00");

        assertThat(view.counts()).containsText("4 of 6 vertices, 3 of 5 edges, 4 events");
        assertThat(workbench.address().get("window")).endsWith("2026-03-01T10:30:00.000Z");
        workbench.page().getByTestId("play").click();
        assertThat(window).not().containsText("10:30:00");
        workbench.page().getByTestId("play").click();
        assertThat(workbench.page().getByTestId("play")).hasAttribute("aria-pressed", "false");
    }

    @Test
    void comparison_tellsWhatIsNewAndWhatIsGone() throws Exception {
        view.enter("dataset=chains&from=2026-03-01T10:30:00Z&to=2026-03-01T11:00:00Z");

        view.choose("compare", "before");

        assertThat(view.key("new")).containsText("2");
        assertThat(view.key("gone")).containsText("1");
        assertThat(view.key("same")).containsText("2");
        String picture = new String(view.save("svg"), StandardCharsets.UTF_8);
        assertThat(picture.split("stroke-dasharray", -1)).as("dashed edges").hasSize(2);
        view.key("gone").click();
        assertThat(view.counts()).containsText("4 of 5 edges");
        workbench.page().getByTestId("as-table").click();
        assertThat(workbench.page().getByTestId("edges").locator("[role=row]")).hasCount(5);
        assertThat(workbench.page().getByTestId("edges")).not().containsText("ping.exe");
    }

    @Test
    void nothingEarlier_isSaid() {
        view.enter("dataset=chains&baseline=before");
        assertThat(workbench.page().getByTestId("graph-view")).containsText("Nothing was earlier than this");
    }

    @Test
    void legend_leavesOutWhatIsClicked() {
        view.enter("dataset=chains");
        assertThat(view.key("anna")).containsText("4");

        view.key("SYSTEM").click();

        assertThat(view.key("SYSTEM")).hasAttribute("aria-pressed", "false");
        assertThat(view.counts()).containsText("4 of 6 vertices, 3 of 5 edges");
        workbench.page().reload();
        view.settled();
        assertThat(view.counts()).containsText("4 of 6 vertices, 3 of 5 edges");
    }

    @Test
    void colourByAMeasure_isAScaleWithCounts() {
        view.enter("dataset=chains");

        view.choose("graph-colour", "measure:pagerank");

        assertThat(workbench.address()).containsEntry("measure", "pagerank");
        long counted = workbench.page().getByTestId("key").locator("b").allInnerTexts().stream()
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(counted).isEqualTo(6);
    }

    @Test
    void relation_isOfTheFieldsChosen() throws Exception {
        view.enter("");
        assertRelation("user → host", "user.name", "host.name");
        assertRelation("process → file", "process.name", "file.path");
    }

    @Full
    @Test
    void relationOfThousandsOfEdges_isOfTheFieldsChosen() throws Exception {
        view.enter("");
        assertRelation("process → library", "process.name", "dll.path");
    }

    private void assertRelation(String relation, String source, String target) throws Exception {
        JsonNode graph = workbench
                .api()
                .post(
                        "/graph",
                        "{\"edges\":[{\"source\":\"%s\",\"target\":\"%s\"}],\"limit\":{\"vertices\":1000,\"edges\":4000}}"
                                .formatted(source, target));

        view.choose("relation", relation);

        int drawn = graph.path("vertices").size();
        int all = graph.path("total").path("vertices").asInt();
        assertThat(view.counts())
                .containsText(
                        (drawn == all ? "" : Workbench.figures(drawn) + " of ") + Workbench.figures(all) + " vert");
    }

    @Test
    void anyTwoFields_areARelation() {
        view.enter("dataset=chains");
        workbench.page().getByTestId("relation").selectOption("own");
        workbench.page().getByTestId("source-field").fill("user.name");
        workbench.page().getByTestId("target-field").fill("process.name");
        workbench.page().keyboard().press("Enter");

        view.settled();
        assertThat(view.counts()).containsText("7 vertices, 5 edges, 9 events");
        assertThat(workbench.address()).containsEntry("relation", "user.name|process.name");
    }

    @Test
    void tableTwin_saysWhatIsDrawn() {
        view.enter("dataset=chains");

        workbench.page().getByTestId("as-table").click();

        Locator vertices = workbench.page().getByTestId("vertices");
        Locator edges = workbench.page().getByTestId("edges");
        assertThat(vertices.locator("[role=row]")).hasCount(7);
        assertThat(edges.locator("[role=row]")).hasCount(6);
        assertThat(edges.locator("[role=row]").nth(1)).containsText("explorer.execmd.exe3");
        edges.focus();
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.page().getByTestId("focused-edge")).containsText("explorer.exe");
        assertThat(view.panel()).containsText("all 3");
        vertices.getByText("weight of its edges").click();
        assertThat(vertices.locator("[aria-sort=descending]")).hasText(Pattern.compile("weight of its edges"));
    }

    @Test
    void savedFiles_nameTheVertices_andThePictureIsNotBlank() throws Exception {
        view.enter("dataset=chains");
        for (String form : List.of("graphml", "gexf", "dot", "csv", "json", "svg")) {
            assertThat(new String(view.save(form), StandardCharsets.UTF_8))
                    .as(form)
                    .contains("whoami.exe", "explorer.exe");
        }
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(view.save("png")));
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        assertThat(colours).contains(0xffc4781a, 0xff2f7d8c).hasSizeGreaterThan(20);
    }

    @Test
    void keyboard_walksLooksExpandsAndTakesBack() {
        view.enter("dataset=chains");
        workbench.page().getByTestId("stage").focus();
        workbench.page().keyboard().press("ArrowRight");
        Locator said = workbench.page().getByTestId("cursor");
        assertThat(said).containsText("events");
        Set<String> visited = new TreeSet<>();
        for (String key : List.of("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowRight")) {
            workbench.page().keyboard().press(key);
            visited.add(String.valueOf(said.textContent()));
        }
        assertThat(visited).hasSizeGreaterThan(1);

        workbench.page().keyboard().press("Enter");
        assertThat(workbench.page().getByTestId("focus")).isVisible();
        workbench.page().keyboard().press("o");
        view.settled();
        assertThat(workbench.address()).containsEntry("only", "true");
        workbench.page().keyboard().press("Control+z");
        view.settled();
        assertThat(view.counts()).containsText("6 vertices, 5 edges");
        workbench.page().keyboard().press("Shift+F10");
        assertThat(workbench.page().getByTestId("menu")).isVisible();
        workbench.page().keyboard().press("Escape");
        assertThat(workbench.page().getByTestId("menu")).hasCount(0);
        assertThat(workbench.page().getByTestId("stage")).isFocused();
        workbench.page().keyboard().press("Escape");
        assertThat(workbench.page().getByTestId("focus")).hasCount(0);
        workbench.page().keyboard().press("Escape");
        assertThat(workbench.page().getByTestId("event-row").first()).isVisible();
    }

    @Test
    void pinnedVertex_isInTheAddress() {
        view.enter("dataset=chains");
        view.find("whoami.exe");
        workbench.page().getByTestId("stage").focus();
        workbench.page().keyboard().press("p");
        assertThat(workbench.address().get("pin")).endsWith(",process.name:whoami.exe");
        workbench.page().getByTestId("rearrange").click();
        view.settled();
        assertThat(workbench
                        .page()
                        .getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName("Pin").setExact(true)))
                .hasAttribute("aria-pressed", "true");
    }

    @Test
    void processes_areTreesWithAncestryAndCommandLines() throws Exception {
        JsonNode processes = workbench.api().post("/processes", "{\"dataset\":\"chains\"}");
        view.enter("dataset=chains&as=processes");
        Locator rows = workbench.page().getByTestId("process");
        assertThat(rows).hasCount(processes.path("processes").size());

        workbench.page().getByTestId("find").fill("net.exe");

        assertThat(workbench.page().getByTestId("ancestry")).containsText("cmd.exe");
        assertThat(workbench.page().getByTestId("ancestry")).containsText("whoami.exe");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("net.exe /all")))
                .hasCount(2);
        workbench.page().getByTestId("processes").focus();
        for (String key : List.of("Home", "ArrowDown", "ArrowLeft")) {
            workbench.page().keyboard().press(key);
        }
        assertThat(rows.count()).isLessThan(processes.path("processes").size());
    }

    @Test
    void largeGraph_isDrawnWithoutAnError() {
        draw(1_000, 4_000);
    }

    @Full
    @Test
    void graphOfTwentyThousandEdges_isDrawnWithoutAnError() {
        draw(5_000, 20_000);
    }

    private void draw(int vertices, int edges) {
        String answer = large(vertices, edges);
        workbench
                .page()
                .route(
                        "**/api/v1/graph",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(answer)));
        view.enter("dataset=chains&most=" + vertices);
        assertThat(view.counts())
                .containsText(
                        Workbench.figures(vertices) + " of 48,113 vertices",
                        new LocatorAssertions.ContainsTextOptions().setTimeout((double)
                                Workbench.PATIENCE.multipliedBy(2).toMillis()));
    }

    private static String large(int vertices, int edges) {
        Random random = new Random(2016);
        StringBuilder json = new StringBuilder("{\"vertices\":[");
        for (int i = 0; i < vertices; i++) {
            json.append(i == 0 ? "" : ",")
                    .append(("{\"id\":\"process.name:p%d\",\"label\":\"p%d\",\"field\":\"process.name\",\"events\":%d,"
                                    + "\"measures\":{},\"attributes\":{\"user.name\":\"u%d\"},\"x\":%s,\"y\":%s,\"members\":1}")
                            .formatted(i, i, vertices - i, i % 12, random.nextDouble(), random.nextDouble()));
        }
        json.append("],\"edges\":[");
        for (int i = 0; i < edges; i++) {
            json.append(i == 0 ? "" : ",")
                    .append(
                            ("{\"source\":\"process.name:p%d\",\"target\":\"process.name:p%d\",\"kind\":%d,\"weight\":%d,"
                                            + "\"events\":1,\"firstSeen\":\"2026-03-01T10:00:00Z\",\"lastSeen\":\"2026-03-01T10:00:00Z\","
                                            + "\"measures\":{},\"counts\":[]}")
                                    .formatted(
                                            random.nextInt(vertices),
                                            random.nextInt(vertices),
                                            i,
                                            1 + random.nextInt(9)));
        }
        return json.append("],\"summary\":{},\"total\":{\"vertices\":48113,\"edges\":201113},\"watermark\":1,")
                .append("\"elapsedMillis\":1}")
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "LIGHT, focus=process.name:cmd.exe&start=process.name:explorer.exe",
        "DARK, focus=process.name:cmd.exe&start=process.name:explorer.exe",
        "LIGHT, as=table",
        "DARK, as=processes"
    })
    void view_hasNoAccessibilityViolation(ColorScheme scheme, String address) throws Exception {
        workbench.colours(scheme);
        view.enter("dataset=chains&" + address);
        workbench.page().evaluate(Files.readString(Path.of("../web-ui/node_modules/axe-core/axe.min.js")));
        assertThat((List<?>) workbench.page().evaluate("""
                        async () => (await axe.run(document, {
                          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                        })).violations.map(({ id, nodes }) => id + ' ' + nodes[0].html)""")).isEmpty();
    }

    @Test
    void phone_nothingIsWiderThanTheScreen() {
        workbench.page().setViewportSize(390, 844);
        view.enter("dataset=chains");
        for (String as : List.of("", "&as=table", "&as=processes")) {
            workbench.turnTo("view=graph&dataset=chains" + as);
            view.settled();
            assertThat(workbench.page().evaluate("() => document.documentElement.scrollWidth"))
                    .as("width %s", as)
                    .isEqualTo(390);
        }
    }
}
