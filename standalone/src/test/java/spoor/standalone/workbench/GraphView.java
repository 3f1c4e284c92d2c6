package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The graph view on the page of a {@link Workbench}. */
record GraphView(Workbench workbench) {
    private static final Pattern MARK = Pattern.compile("<(circle|polygon) ");

    /** Comes in at the view, and waits until it shows what was asked. */
    GraphView enter(String address) {
        page().navigate(workbench.door() + "&view=graph" + (address.isEmpty() ? "" : "&" + address));
        return settled();
    }

    /** This view, when nothing is on its way. */
    GraphView settled() {
        assertThat(page().getByTestId("graph-view")).isVisible();
        assertThat(page().getByTestId("stage")
                        .or(page().getByTestId("vertices"))
                        .or(page().getByTestId("processes"))
                        .first())
                .isVisible();
        assertThat(page().getByLabel("Loading", new Page.GetByLabelOptions().setExact(true)))
                .hasCount(0);
        return this;
    }

    Page page() {
        return workbench.page();
    }

    Locator counts() {
        return page().getByTestId("counts");
    }

    Locator panel() {
        return page().getByTestId("panel");
    }

    /** The legend's line of a name. */
    Locator key(String name) {
        return page().getByTestId("key").filter(new Locator.FilterOptions().setHasText(name));
    }

    void choose(String control, String option) {
        page().getByTestId(control).selectOption(option);
        settled();
    }

    /** Looks at the vertex that a search finds first. */
    void find(String text) {
        page().getByTestId("find").fill(text);
        page().keyboard().press("Enter");
        assertThat(page().getByTestId("focus")).isVisible();
        settled();
    }

    /** What is drawn, as a file of a form. */
    byte[] save(String form) throws IOException {
        return workbench.save(form, "graph");
    }

    /** How many vertices a picture has. */
    static int marks(String svg) {
        Matcher marks = MARK.matcher(svg);
        int count = 0;
        while (marks.find()) {
            count++;
        }
        return count;
    }
}
