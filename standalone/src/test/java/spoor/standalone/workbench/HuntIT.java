package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The hunt that {@code docs/hunt.md} tells, step by step; {@code -Dspoor.renew=true} takes its pictures again. */
class HuntIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    private final GraphView view = new GraphView(workbench);

    @Test
    void ledgerOfFirstTimes_hasTheChainOnTop() throws Exception {
        JsonNode ledger = workbench.api().post("/table", """
                {"query": "event.action:process_start", "steps": [
                  {"firstSeen": {"of": ["host.name", "process.parent.name", "process.name"]}}, {"limit": 5}]}""");

        List<String> calls = new ArrayList<>();
        ledger.path("rows")
                .forEach(row ->
                        calls.add(row.path(1).asString() + " → " + row.path(2).asString()));
        assertThat(calls)
                .containsExactly(
                        "powershell.exe → whoami.exe",
                        "svchost.exe → OfficeC2RClient.exe",
                        "cmd.exe → cmd.exe",
                        "cmd.exe → powershell.exe",
                        "explorer.exe → cmd.exe");
    }

    @Test
    void pathFromTheLogon_leadsToWhatWasRun() throws Exception {
        view.enter("");
        view.find("winlogon.exe");
        workbench.page().getByTestId("path-from").click();
        view.find("whoami.exe");
        workbench.page().getByTestId("find").fill("");

        assertThat(workbench.page().getByTestId("path"))
                .containsText("winlogon.exe→userinit.exe→explorer.exe→cmd.exe→powershell.exe→whoami.exe 5 steps");
        take("hunt-path");
        workbench.page().getByTestId("as-processes").click();
        workbench.page().getByTestId("find").fill("whoami");
        assertThat(workbench.page().getByTestId("ancestry"))
                .containsText("explorer.exe ›cmd.exe ›cmd.exe ›powershell.exe ›whoami.exe");
    }

    @Test
    void powershell_calledOut() throws Exception {
        workbench.enter("q=process.name:powershell.exe AND event.action:network_connect");

        assertThat(workbench.total()).hasText("2");
        JsonNode outside = workbench.api().post("/table", """
                {"query": "process.name:powershell.exe AND event.action:network_connect", "steps": [
                  {"group": {"by": ["destination.ip", "destination.port"], "agg": {"n": "count()"}}},
                  {"filter": "destination.port = 80"}]}""");
        assertThat(outside.path("rows").path(0).path(0).asString()).isEqualTo("10.10.10.5");
    }

    @Test
    void librariesWithoutAValidSignature_standOut() throws Exception {
        view.enter("relation=process.name%7Cdll.path%7Cevent.action:dll_load&colour=dll.code_signature.status");

        assertThat(view.counts()).containsText("937 vertices, 3,216 edges");
        Locator unsigned = view.key("Unavailable");
        assertThat(unsigned).containsText("29");
        take("hunt-signatures");
        view.key("Valid").click();
        assertThat(view.counts()).containsText("29 of 937 vertices");
    }

    private void take(String name) throws IOException {
        Path picture = Path.of("../docs/images/" + name + ".png");
        view.settled();
        workbench.page().evaluate("() => document.activeElement.blur()");
        workbench.page().mouse().move(0, 0);
        byte[] drawn = workbench.page().screenshot();
        if (Boolean.getBoolean("spoor.renew")) {
            Files.write(picture, drawn);
        }
        assertThat(picture).isRegularFile();
    }
}
