package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;

/** The chart view on the page of a {@link Workbench}. */
record ChartView(Workbench workbench) {
    /** Comes in at the view, and waits until it shows what was asked. */
    ChartView enter(String address) {
        page().navigate(workbench.door() + "&view=charts" + (address.isEmpty() ? "" : "&" + address));
        return settled();
    }

    /** This view, when nothing is on its way. */
    ChartView settled() {
        assertThat(page().getByTestId("charts")).isVisible();
        assertThat(page().getByTestId("scanned")).isVisible();
        assertThat(page().getByLabel("Loading", new Page.GetByLabelOptions().setExact(true)))
                .hasCount(0);
        return this;
    }

    Page page() {
        return workbench.page();
    }

    Locator plot() {
        return page().getByTestId("plot");
    }

    /** What is said of the mark that one is at. */
    Locator said() {
        return page().getByTestId("said");
    }

    Locator notes() {
        return page().getByTestId("notes");
    }

    void press(String... keys) {
        for (String key : keys) {
            page().keyboard().press(key);
        }
    }

    /** Chooses a kind of chart with the arrow keys. */
    void turnTo(String kind) {
        page().locator("[role=radio][aria-checked=true]").focus();
        for (int turns = 0;
                turns < 12
                        && page().getByTestId("kind-" + kind)
                                .getAttribute("aria-checked")
                                .equals("false");
                turns++) {
            press("ArrowRight");
        }
        settledAs(kind);
    }

    /** Turns to a chart by its address, from the kind on, such as {@code bar&chart.x=process.name}. */
    ChartView show(String chart) {
        workbench.turnTo("view=charts&chart=" + chart);
        return settledAs(chart.split("&", -1)[0]);
    }

    private ChartView settledAs(String kind) {
        assertThat(page().getByTestId("kind-" + kind)).hasAttribute("aria-checked", "true");
        return settled();
    }

    /** Chooses from a list as one does who types the option's first letters. */
    void choose(String list, String option) {
        page().getByTestId(list).focus();
        page().keyboard().type(option);
        press("Tab");
        settled();
    }

    /** Back to the events. */
    void leave() {
        page().getByText("Back to the events").click();
        assertThat(page().getByTestId("event-row").first()).isVisible();
    }

    /** The question as code in a language. */
    String code(String language) {
        page().getByTestId("show-code").click();
        page().getByTestId("as-" + language).click();
        String text = page().getByTestId("code-text").innerText();
        press("Escape");
        return text;
    }

    /** What is drawn, as a file of a form. */
    byte[] save(String form) throws IOException {
        return workbench.save(form, "chart");
    }
}
