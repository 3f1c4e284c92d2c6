package spoor.standalone.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/**
 * The workbench in a browser, a new page for each test. What the page shows is compared with what the {@link Api} answers to the same
 * question. After every test: no request has left the origin, and the page has raised no error.
 */
final class Workbench implements BeforeEachCallback, AfterEachCallback {
    static final Duration PATIENCE = BrowsedPlatform.PATIENCE;

    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final List<Pattern> expected = new ArrayList<>();
    private BrowsedPlatform platform;
    private Api api;

    /** A test's own; none where its page is one of the usual ones. */
    private BrowserContext context;

    private Page page;

    @Override
    public void beforeEach(ExtensionContext test) {
        platform = BrowsedPlatform.of(test);
        api = new Api(platform.client());
        begin(platform.usual());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (page == null) {
            return; // It has not begun.
        }
        close();
        assertThat(faults)
                .filteredOn(fault -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(fault).find()))
                .isEmpty();
    }

    /** What would be a fault in another test. */
    void expect(String fault) {
        expected.add(Pattern.compile(fault));
    }

    Page page() {
        return page;
    }

    Api api() {
        return api;
    }

    /** How many events the default dataset has. */
    int events() {
        return platform.events();
    }

    /** The address with the token. */
    String door() {
        return api.origin() + "/?token=" + api.token();
    }

    /** A page in a browser where nobody has been before, in place of the one that is open. */
    void comeAsAStranger() {
        close();
        context = platform.browser().newContext(BrowsedPlatform.USUAL);
        begin(context);
    }

    /** What the system asks pages for that are loaded from now on. */
    void colours(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** To another address without loading the page again, as with the browser's buttons. */
    void turnTo(String address) {
        page.evaluate("""
                async address => {
                  history.pushState(null, '', '?' + address);
                  dispatchEvent(new PopStateEvent('popstate'));
                  await new Promise(requestAnimationFrame);
                }""", address);
    }

    private void close() {
        try {
            page.close();
        } finally {
            if (context != null) {
                context.close();
            }
        }
    }

    private void begin(BrowserContext place) {
        page = place.newPage();
        // What is not about live events is not to wait for a stream that never ends.
        page.addInitScript("localStorage.getItem('spoor.live') ?? localStorage.setItem('spoor.live', 'off')");
        page.addInitScript(
                "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))");
        page.onConsoleMessage(message -> {
            boolean isOfTheDriver = message.text().contains("GL Driver Message");
            if (!isOfTheDriver
                    && (message.type().equals("error") || message.type().equals("warning"))) {
                faults.add("console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add("uncaught: " + error));
        page.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith(api.origin() + "/")
                    && !url.startsWith("data:")
                    && !url.startsWith("blob:" + api.origin())) {
                faults.add("foreign request: " + url);
            }
        });
        page.onRequestFailed(request -> {
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                faults.add("failed: " + request.url() + " " + request.failure());
            }
        });
    }

    void enter(String address) {
        page.navigate(address.isEmpty() ? door() : door() + "&" + address);
        assertThat(page.getByTestId("event-row").first()).isVisible();
        awaitAnswers();
    }

    /** Where few events are as good as many, and shown sooner. */
    void enterFew() {
        enter("dataset=" + BrowsedPlatform.FEW);
    }

    /**
     * What a view saves as a file of a form, such as {@code csv}.
     *
     * @param name of the file, without its ending
     */
    byte[] save(String form, String name) throws IOException {
        Download download = page.waitForDownload(() -> page.getByTestId("save").selectOption(form));
        assertThat(download.suggestedFilename()).isEqualTo(name + "." + form);
        try (InputStream bytes = download.createReadStream()) {
            return bytes.readAllBytes();
        }
    }

    /** A click on the time, where no button to filter by a cell's value is in the way. */
    void openNewest() {
        page.getByTestId("event-row").first().locator(".time").click();
    }

    Locator total() {
        return page.getByTestId("total");
    }

    void search(String query) {
        page.getByTestId("search").fill(query);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("q="));
    }

    void brush(double from, double to) {
        BoundingBox box = page.getByTestId("histogram-brush").boundingBox();
        double middle = box.y + box.height / 2;
        page.mouse().move(box.x + box.width * from, middle);
        page.mouse().down();
        page.mouse().move(box.x + box.width * (from + to) / 2, middle);
        page.mouse().move(box.x + box.width * to, middle);
        page.mouse().up();
        assertThat(page).hasURL(Pattern.compile("from=.*to="));
        awaitAnswers();
    }

    /** Until each view of the events shows what was asked last. */
    private void awaitAnswers() {
        assertThat(page.getByLabel("Process calls", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByLabel("Loading", new Page.GetByLabelOptions().setExact(true)))
                .hasCount(0);
    }

    Map<String, String> address() {
        Map<String, String> parts = new LinkedHashMap<>();
        String query = URI.create(page.url()).getRawQuery();
        for (String part : (query == null ? "" : query).split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    long legendSum() {
        return page.locator("[aria-label='Event actions'] b").allInnerTexts().stream()
                .mapToLong(text -> Long.parseLong(text.replace(",", "")))
                .sum();
    }

    void assertGraphIs(JsonNode graph) {
        assertThat(page.getByTestId("edge")).hasCount(graph.path("edges").size());
        assertThat(page.getByTestId("vertex")).hasCount(graph.path("vertices").size());
        List<String> expectedCalls = new ArrayList<>();
        for (JsonNode edge : graph.path("edges")) {
            expectedCalls.add(Api.label(edge.path("source").asString()) + " started "
                    + Api.label(edge.path("target").asString()) + " "
                    + edge.path("weight").asInt() + " times");
        }
        assertThat((List<?>)
                        page.getByTestId("edge").evaluateAll("edges => edges.map(e => e.getAttribute('aria-label'))"))
                .isEqualTo(expectedCalls);
    }

    /** The contrast (WCAG 2, 1.4.3) of the first such element's text against the ground that it stands on. */
    double contrastOf(String selector) {
        return ((Number) page.locator(selector).first().evaluate("""
                                element => {
                                  const rgb = text => text.match(/[\\d.]+/g).map(Number);
                                  const light = ([r, g, b]) => [r, g, b]
                                    .map(c => c / 255)
                                    .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                                    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
                                  let ground = element;
                                  while ((rgb(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
                                  const [a, b] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor]
                                    .map(text => light(rgb(text)));
                                  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                                }""")).doubleValue();
    }

    /** What of WCAG 2.2 AA axe-core finds violated. */
    List<?> violations() throws IOException {
        page.evaluate(Files.readString(Path.of("../web-ui/node_modules/axe-core/axe.min.js")));
        return (List<?>) page.evaluate("""
                async () => (await axe.run(document, {
                  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                })).violations.map(({ id, nodes }) => id + ' ' + nodes[0].html)""");
    }

    static LocatorAssertions.HasTextOptions within(double millis) {
        return new LocatorAssertions.HasTextOptions().setTimeout(millis);
    }

    static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    static String figures(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
