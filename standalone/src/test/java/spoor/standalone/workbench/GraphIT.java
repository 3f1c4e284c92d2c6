package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The graph of process calls. */
class GraphIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    @Test
    void startsToldBySeveralSources_canBeCountedOfOneAlone() throws Exception {
        String start = "{\"event.action\":\"process_start\",\"event.provider\":\"%s\",\"process.name\":\"b.exe\","
                + "\"process.parent.name\":\"a.exe\"}";
        workbench
                .api()
                .send(
                        "twice",
                        "twice",
                        List.of(
                                start.formatted("Sysmon").getBytes(StandardCharsets.UTF_8),
                                start.formatted("Security").getBytes(StandardCharsets.UTF_8)));
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("twice", "", "") == 2);
        workbench.enter("dataset=twice");
        Locator graph = workbench.page().getByLabel("Process calls");
        assertThat(graph).containsText("2 processes, 1 pair, 2 calls");
        assertThat(graph).containsText("2 sources tell of starts");

        workbench.page().getByTestId("graph-source").selectOption("Sysmon");

        assertThat(graph).containsText("2 processes, 1 pair, 1 call");
        assertThat(graph).not().containsText("2 sources tell of starts");
    }

    @Test
    void clickOnAProcess_selectsWhereItIsEitherEnd() throws Exception {
        workbench.enter("");
        JsonNode graph = workbench.api().graph("", "");
        String id = graph.path("vertices").path(0).path("id").asString();
        long calls = 0;
        for (JsonNode edge : graph.path("edges")) {
            if (edge.path("source").asString().equals(id)
                    || edge.path("target").asString().equals(id)) {
                calls++;
            }
        }

        workbench.page().getByTestId("vertex").first().focus();
        workbench.page().keyboard().press("Enter");

        assertThat(workbench.page().getByTestId("chips").locator("li")).hasCount(1);
        assertThat(workbench.page().getByTestId("chips")).containsText("process.name or process.parent.name");
        assertThat(workbench.page().getByTestId("edge")).hasCount((int) calls);
        workbench.page().reload();
        assertThat(workbench.page().getByTestId("edge")).hasCount((int) calls);
    }

    @Test
    void graphsHead_isOneLine() {
        workbench.enter("");
        BoundingBox title =
                workbench.page().getByLabel("Process calls").locator("h2").boundingBox();
        BoundingBox twin = workbench.page().getByTestId("graph-as-table").boundingBox();
        assertThat(twin.y).isLessThan(title.y + title.height);
    }

    @Test
    void clickOnAnEdge_narrowsToItsCalls() throws Exception {
        workbench.enter("");
        JsonNode heaviest = workbench.api().graph("", "").path("edges").path(0);

        List<?> middle = (List<?>) workbench.page().getByTestId("edge").first().evaluate("""
                        path => {
                          const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
                          return [at.x, at.y];
                        }""");
        workbench.page().mouse().click(((Number) middle.get(0)).doubleValue(), ((Number) middle.get(1)).doubleValue());

        assertThat(workbench.page().getByTestId("chips").locator("li")).hasCount(2);
        assertThat(workbench.page().getByTestId("edge")).hasCount(1);
        assertThat(workbench.page().getByTestId("edge").first().getAttribute("aria-label"))
                .endsWith("started "
                        + Api.label(heaviest.path("target").asString()) + " "
                        + heaviest.path("weight").asInt() + " times");
    }

    @Test
    void graphsTableTwin_saysTheSame() throws Exception {
        workbench.enter("");
        JsonNode graph = workbench.api().graph("", "");
        workbench.assertGraphIs(graph);

        workbench.page().getByTestId("graph-as-table").click();

        Locator calls = workbench
                .page()
                .getByTestId("graph-table")
                .locator("table")
                .first()
                .locator("tbody tr");
        assertThat(calls).hasCount(graph.path("edges").size());
        List<BoundingBox> lists = workbench.page().getByTestId("graph-table").locator("table").all().stream()
                .map(Locator::boundingBox)
                .toList();
        assertThat(lists.get(0).x + lists.get(0).width <= lists.get(1).x
                        || lists.get(0).y + lists.get(0).height <= lists.get(1).y)
                .as(
                        "beside or below each other: %s",
                        lists.stream()
                                .map(box -> box.x + " " + box.y + " " + box.width + " " + box.height)
                                .toList())
                .isTrue();
        assertThat((Boolean) workbench
                        .page()
                        .getByTestId("graph-table")
                        .evaluate("twin => twin.scrollWidth <= twin.clientWidth"))
                .isTrue();
        assertThat(calls.first().locator("td.n"))
                .hasText(Workbench.figures(
                        graph.path("edges").path(0).path("weight").asLong()));
    }
}
