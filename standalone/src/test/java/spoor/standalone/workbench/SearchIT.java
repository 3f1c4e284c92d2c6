package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search box: completion, what was searched before, searches with a name. */
class SearchIT {
    @RegisterExtension
    final Workbench workbench = new Workbench();

    private Locator box() {
        return workbench.page().getByTestId("search");
    }

    private Locator offers() {
        return workbench.page().locator("#offers [role=option]");
    }

    @Test
    void keyboard_completesAFieldAndAValueThatTheServerKnows() throws Exception {
        workbench.enter("");
        long starts = workbench.api().actions().get("process_start");
        workbench.page().keyboard().press("/");
        workbench.page().keyboard().type("event.act");
        assertThat(offers().first()).hasText("event.action");
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");
        assertThat(box()).hasValue("event.action:");

        workbench.page().keyboard().type("PROCESS_ST");
        assertThat(offers()).hasCount(1);
        assertThat(offers()).containsText(Workbench.figures(starts));
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");

        assertThat(box()).hasValue("event.action:process_start ");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.total()).hasText(Workbench.figures(starts));
        assertThat(workbench.address()).containsEntry("q", "event.action:process_start");
    }

    @Test
    void valueWithBlanks_isCompletedInQuotes() {
        workbench.enter("");
        box().fill("file.path:\"C:\\\\");
        assertThat(offers().first()).containsText("C:\\");
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");

        assertThat(box().inputValue()).startsWith("file.path:\"C:\\\\").endsWith("\" ");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.total()).not().hasText("0");
    }

    @Test
    void pastSearch_isOfferedAndCanBeForgotten() {
        workbench.enter("");
        workbench.search("event.action:process_start");
        workbench.search("event.action:process_end");
        box().fill("");
        assertThat(offers()).hasText(new String[] {"event.action:process_end", "event.action:process_start"});

        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Shift+Delete");

        assertThat(offers()).hasText(new String[] {"event.action:process_start"});
    }

    @Test
    void searchWithAName_isUsedRenamedAndDeleted() throws Exception {
        long starts = workbench.api().actions().get("process_start");
        workbench.enter("is=event.action%3Dprocess_start");
        Locator saved = workbench.page().getByTestId("saved-searches");
        workbench.page().getByTestId("saved").click();
        workbench.page().getByLabel("Name of this search").fill("starts");
        workbench.page().keyboard().press("Enter");
        assertThat(saved.locator("li")).containsText("starts");

        workbench.page().getByLabel("Rename starts").click();
        workbench.page().getByLabel("New name of starts").fill("what was started");
        workbench.page().keyboard().press("Enter");

        assertThat(saved.locator("li")).containsText("what was started");
        workbench.page().keyboard().press("Escape");
        workbench.page().getByLabel("Remove the filter on event.action").click();
        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));
        workbench.page().reload();
        box().focus();
        assertThat(offers()).hasText(new String[] {"what was started"});
        workbench.page().keyboard().press("ArrowDown");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.total()).hasText(Workbench.figures(starts));
        workbench.page().getByTestId("saved").click();
        workbench.page().getByLabel("Delete what was started").click();
        assertThat(saved.locator("li")).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void searches_haveNoAccessibilityViolation(ColorScheme scheme) throws Exception {
        workbench.colours(scheme);
        workbench.enter("is=event.action%3Dprocess_start");
        workbench.page().getByTestId("saved").click();
        workbench.page().getByLabel("Name of this search").fill("starts");
        workbench.page().keyboard().press("Enter");
        assertThat(workbench.page().getByTestId("saved-searches").locator("li")).hasCount(1);
        assertThat(workbench.violations()).isEmpty();
        workbench.page().keyboard().press("Escape");
        box().fill("event.action:");
        assertThat(offers().first()).isVisible();
        assertThat(workbench.violations()).isEmpty();
    }
}
