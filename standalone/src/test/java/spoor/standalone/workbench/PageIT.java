package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import spoor.standalone.demo.OfficeDay;

/** The page as a whole: coming in, colours, sizes, names. */
class PageIT {
    private static final int TAB_STOPS = 120;
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    @RegisterExtension
    final Workbench workbench = new Workbench();

    @Test
    void noToken_aPersonReadsWhatToDoAndCanComeIn() throws Exception {
        workbench.expect("status of 401");
        workbench.comeAsAStranger();
        Response answer = workbench.page().navigate(workbench.api().origin() + "/");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(workbench.page().locator("h1")).hasText("Spoor needs the access token");
        assertThat((String)
                        workbench.page().evaluate("() => getComputedStyle(document.querySelector('main')).maxWidth"))
                .isEqualTo("460px");

        workbench.page().getByLabel("Access token").fill(workbench.api().token());
        workbench.page().keyboard().press("Enter");

        assertThat(workbench.total()).hasText(Workbench.figures(workbench.events()));
        assertThat(workbench.page()).hasURL(workbench.api().origin() + "/");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void systemColours_areFollowedAndCanBeTurned(ColorScheme scheme) {
        workbench.colours(scheme);
        workbench.enterFew();
        Locator root = workbench.page().locator("html");
        String named = scheme.name().toLowerCase(Locale.ROOT);
        assertThat(root).hasAttribute("data-theme", named);
        assertThat(workbench.contrastOf("h2 small")).isGreaterThanOrEqualTo(4.5);
        assertThat(workbench.contrastOf(".headings span")).isGreaterThanOrEqualTo(4.5);
        assertThat(workbench.contrastOf("[data-testid=event-row] .time")).isGreaterThanOrEqualTo(4.5);

        workbench.page().getByTestId("theme-toggle").click();

        assertThat(root).not().hasAttribute("data-theme", named);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT"})
    void phone_nothingIsWiderThanTheScreen(ColorScheme scheme) {
        workbench.page().setViewportSize(390, 844);
        workbench.colours(scheme);
        workbench.enter("");
        assertThat(workbench.page().evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(390);
        assertThat((Integer) workbench
                        .page()
                        .evaluate("() => document.querySelectorAll('[data-testid=histogram-brush] .axis').length"))
                .isGreaterThan(2);
        assertThat((Boolean) workbench
                        .page()
                        .getByTestId("event-row")
                        .first()
                        .locator("span")
                        .nth(1)
                        .evaluate("action => action.scrollWidth <= action.clientWidth"))
                .isTrue();
        workbench.page().getByTestId("event-row").first().locator("span").nth(2).click();
        assertThat(workbench.page().getByTestId("event-detail")).isVisible();
        assertThat(workbench.page().getByTestId("chips")).not().isVisible();
    }

    /** Of the bundled sample; {@code -Dspoor.renew=true} draws them again. */
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void picturesOfTheReadme_areOfThisPage(ColorScheme scheme) throws Exception {
        workbench.colours(scheme);
        List<byte[]> day = OfficeDay.lines(1);
        workbench.api().send("sample", "sample", day);
        await().atMost(Workbench.PATIENCE).until(() -> workbench.api().count("sample", "", "") == day.size());
        workbench.enter("dataset=sample");
        workbench.page().getByTestId("live-toggle").click();
        assertThat(workbench.page().getByTestId("live-toggle")).hasAttribute("data-state", "connected");
        assertThat(workbench.page().getByTestId("vertex").first()).isVisible();
        workbench.page().evaluate("() => document.activeElement.blur()");
        workbench.page().mouse().move(0, 0);
        Path picture = Path.of("../docs/images/workbench-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");

        byte[] drawn = workbench.page().screenshot();
        if (Boolean.getBoolean("spoor.renew")) {
            Files.write(picture, drawn);
        }

        BufferedImage kept = ImageIO.read(picture.toFile());
        assertThat(List.of(kept.getWidth(), kept.getHeight())).containsExactly(WIDTH, HEIGHT);
    }

    @Test
    void phone_nothingOfACollectorIsOutOfSight() {
        workbench.page().setViewportSize(390, 844);
        workbench.enterFew();
        workbench.page().getByTestId("collectors-toggle").click();
        assertThat(workbench.page().getByTestId("collector-row").first()).isVisible();
        assertThat((Boolean) workbench
                        .page()
                        .getByLabel("Accounts and clocks")
                        .evaluate("accounts => accounts.scrollWidth <= accounts.clientWidth"))
                .isTrue();
    }

    @Test
    void everyControl_hasANameAndTheFocusGoesFromTopToBottom() {
        workbench.enter("");
        assertThat((List<?>) workbench.page().evaluate("""
                        () => [...document.querySelectorAll('button, input, select, a[href], [role=button], [tabindex="0"]')]
                          .filter(e => !(e.getAttribute('aria-label') || e.labels?.length || e.textContent.trim()))
                          .map(e => e.outerHTML.slice(0, 120))""")).isEmpty();
        List<String> sections = new ArrayList<>();
        for (int i = 0; i < TAB_STOPS; i++) {
            workbench.page().keyboard().press("Tab");
            String section = (String)
                    workbench
                            .page()
                            .evaluate(
                                    "() => document.activeElement.closest('header, search, section')?.ariaLabel ?? document.activeElement.closest('header, search')?.localName ?? ''");
            if (!section.isEmpty() && !sections.contains(section)) {
                sections.add(section);
            }
        }
        assertThat(sections).startsWith("header", "search", "Facets", "Events over time", "Events", "Process calls");
    }
}
