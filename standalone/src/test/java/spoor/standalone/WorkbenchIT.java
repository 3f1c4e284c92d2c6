package spoor.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import spoor.gateway.sender.FileSource;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.standalone.demo.OfficeDay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The workbench in a real Chromium on the real platform. What the page shows is compared with what the API answers to the same
 * question. After every test: no request has left the origin, and the page has raised no error.
 *
 * <p>Events are those of the {@code empire*.zip} in the folder that {@code SPOOR_TEST_DATA} names, else the generated office day.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkbenchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COUNT = "[{\"group\":{\"by\":[],\"agg\":{\"n\":\"count()\"}}}]";
    private static final int TAB_STOPS = 40;

    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final List<Pattern> expected = new ArrayList<>();
    private final Running running = new Running();
    private Platform platform;
    private String origin;
    private String door;
    private int events;
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void startSendAndLaunch() throws Exception {
        // A busy machine may be slow; what is asserted does not depend on how slow.
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        platform = Platform.start(running, folder.resolve("data"), Ports.ANY);
        door = platform.readyLine().split(" ", -1)[1];
        origin = "http://127.0.0.1:" + platform.httpPort();
        List<byte[]> lines = lines();
        events = lines.size();
        send("default", "sample", lines);
        await().atMost(PATIENCE).until(() -> count("default", "", "") == events);

        Path chromium = Path.of(System.getenv().getOrDefault("SPOOR_CHROMIUM", "/usr/bin/chromium"));
        assertThat(chromium)
                .as(
                        "Chromium, which the browser tests need. Debian: apt-get install chromium; elsewhere set SPOOR_CHROMIUM")
                .isExecutable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    void stop() throws IOException {
        if (playwright != null) {
            playwright.close();
        }
        running.close();
    }

    @BeforeEach
    void openContext() {
        faults.clear();
        expected.clear();
        open(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    @AfterEach
    void nothingForeignAndNoError() {
        context.close();
        assertThat(faults)
                .filteredOn(fault -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(fault).find()))
                .isEmpty();
    }

    @Test
    void brush_tableAndGraphFollowWithTheCountsOfTheApi() throws Exception {
        enter("");
        assertThat(total()).hasText(figures(events));

        brush(0.1, 0.6);

        Map<String, String> address = address();
        assertThat(address).containsKeys("from", "to");
        String from = address.get("from");
        String to = address.get("to");
        long within = count("default", from, to);
        assertThat(within).isPositive().isLessThan(events);
        assertThat(total()).hasText(figures(within));
        assertThat(legendSum()).isEqualTo(within);
        assertGraphIs(graph(from, to));
        List<String> newest = newest(from, to);
        assertThat(page.getByTestId("event-row").first().locator(".time")).hasAttribute("title", newest.getFirst());
        assertThat(page.getByTestId("event-row").allInnerTexts()).hasSizeGreaterThan(5);
    }

    @Test
    void reload_restoresTheSelectionInTheAddress() throws Exception {
        enter("");
        brush(0.2, 0.7);
        search("event.action:process_start");
        String address = page.url();
        String shown = figures(post(
                        "/table",
                        "{" + range(address().get("from"), address().get("to"))
                                + "\"query\":\"event.action:process_start\",\"steps\":" + COUNT + "}")
                .path("rows")
                .path(0)
                .path(0)
                .asLong());
        assertThat(total()).hasText(shown);
        assertThat(address()).containsKeys("from", "to").containsEntry("q", "event.action:process_start");

        page.reload();

        assertThat(page).hasURL(address);
        assertThat(page.getByTestId("search")).hasValue("event.action:process_start");
        assertThat(total()).hasText(shown);
        assertThat(page.getByTestId("chips").locator("li")).hasCount(1);
        page.goBack();
        page.goBack();
        assertThat(total()).hasText(figures(events));
    }

    @Test
    void malformedQuery_showsItsErrorAtItsPosition() throws Exception {
        expected.add(Pattern.compile("status of 400"));
        enter("");
        String query = "event.action:process_start AND (host.name:x";

        search(query);

        Locator error = page.getByTestId("search-error");
        assertThat(error).isVisible();
        JsonNode problem = refusal(query).path("errors").path(0);
        assertThat(error).containsText(problem.path("message").asString());
        String marker = error.locator("pre").textContent();
        assertThat(marker.indexOf('^')).isEqualTo(problem.path("offset").asInt());
        assertThat(page.getByTestId("search")).hasAttribute("aria-invalid", "true");
        assertThat(total()).hasText(figures(events));
    }

    @Test
    void clickOnAnEvent_opensItsDetailsWithTheRawBytes() throws Exception {
        enter("");
        JsonNode newest = get("/events?limit=1").path("events").path(0);
        String id = newest.path("id").asString();

        page.getByTestId("event-row").first().click();

        Locator detail = page.getByTestId("event-detail");
        assertThat(detail).hasAttribute("aria-label", "Event " + id);
        String raw = new String(request("/events/" + id + "/raw", null).body(), StandardCharsets.UTF_8);
        Locator bytes = detail.getByTestId("raw-bytes");
        assertThat(bytes).not().isEmpty();
        assertThat(bytes.textContent()).isEqualTo(raw);
        page.keyboard().press("Escape");
        assertThat(detail).not().isVisible();
    }

    @Test
    void live_showsEventsThatArrive() throws Exception {
        String dataset = "live";
        send(dataset, "first", List.of(event("before", Instant.now())));
        await().atMost(PATIENCE).until(() -> count(dataset, "", "") == 1);
        enter("dataset=" + dataset);
        assertThat(total()).hasText("1");
        page.getByTestId("live-toggle").click();
        assertThat(page.getByTestId("live-toggle")).hasAttribute("data-state", "connected");

        send(dataset, "second", List.of(event("new", Instant.now())));

        assertThat(total()).hasText("2", within(20_000));
        assertThat(page.getByTestId("event-row").first()).containsText("new.exe");

        send(dataset, "late", List.of(event("late", Instant.now().minus(Duration.ofHours(3)))));

        assertThat(total()).hasText("3", within(20_000));
        assertThat(page.getByTestId("event-row").last()).containsText("late.exe");
    }

    @Test
    void live_isOnUntilItIsTurnedOffAndThenStaysOff() {
        context.close();
        open(new Browser.NewContextOptions().setViewportSize(1440, 900));
        context.addInitScript("sessionStorage.getItem('begun') ?? localStorage.removeItem('spoor.live');"
                + " sessionStorage.setItem('begun', 'yes')");
        page.navigate(door);
        assertThat(page.getByTestId("live-toggle")).hasAttribute("data-state", "connected");

        page.getByTestId("live-toggle").click();
        page.reload();

        assertThat(page.getByTestId("live-toggle")).hasAttribute("data-state", "off");
    }

    @Test
    void mirrorThatCatchesUp_isSaidUntilItIsThere() {
        page.route(
                "**/api/v1/mirror",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"watermark\":31,\"storeWatermark\":100,\"behind\":true}")));
        page.navigate(door);
        assertThat(page.getByTestId("catching-up")).containsText("31 %");

        page.unroute("**/api/v1/mirror");

        assertThat(page.getByTestId("catching-up")).not().isVisible();
    }

    @Test
    void malformedInput_isCountedAndCanBeLookedAt() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), platform.ingestPort())) {
            socket.getOutputStream().write("{'no': json}\n".getBytes(StandardCharsets.UTF_8));
        }
        await().atMost(PATIENCE).until(() -> get("/malformed").size() == 1);
        enter("");

        page.getByTestId("malformed-count").click();

        Locator drawer = page.getByTestId("malformed");
        JsonNode malformed = get("/malformed").path(0);
        assertThat(drawer.locator("h3")).hasText(malformed.path("reason").asString());
        assertThat(drawer).containsText(malformed.path("offset").asString() + " of 12");
        assertThat(drawer).containsText("127.0.0.1");
        assertThat(drawer.locator("pre")).hasText("{'no': json}");
        page.keyboard().press("Escape");
        assertThat(drawer).not().isVisible();
    }

    @Test
    void datasetThatIsNotThere_isSaidAndStaysNamed() {
        expected.add(Pattern.compile("status of 404"));
        page.navigate(door + "&dataset=nope");
        assertThat(page.getByTestId("histogram")).containsText("There is no dataset nope yet");
        assertThat(page.getByTestId("dataset")).hasValue("nope");
        assertThat(page.getByTestId("histogram-brush")).not().isVisible();
    }

    @Test
    void integersBeyondJavaScripts_areShownAndFilteredExactly() throws Exception {
        String lowest = String.valueOf(Long.MIN_VALUE);
        send("numbers", "numbers", List.of(("{\"Keywords\":" + lowest + "}").getBytes(StandardCharsets.UTF_8)));
        await().atMost(PATIENCE).until(() -> count("numbers", "", "") == 1);
        enter("dataset=numbers");
        page.getByTestId("event-row").first().click();

        Locator detail = page.getByTestId("event-detail");
        assertThat(detail).containsText("Keywords");
        assertThat(detail.locator("dd", new Locator.LocatorOptions().setHasText(lowest)))
                .hasCount(1);
        page.getByLabel("Only this Keywords").click();
        assertThat(total()).hasText("1");
        assertThat(address()).containsEntry("is", "Keywords=" + lowest);
    }

    @Test
    void startsToldBySeveralSources_canBeCountedOfOneAlone() throws Exception {
        String start = "{\"event.action\":\"process_start\",\"event.provider\":\"%s\",\"process.name\":\"b.exe\","
                + "\"process.parent.name\":\"a.exe\"}";
        send(
                "twice",
                "twice",
                List.of(
                        start.formatted("Sysmon").getBytes(StandardCharsets.UTF_8),
                        start.formatted("Security").getBytes(StandardCharsets.UTF_8)));
        await().atMost(PATIENCE).until(() -> count("twice", "", "") == 2);
        enter("dataset=twice");
        Locator graph = page.getByLabel("Process calls");
        assertThat(graph).containsText("2 processes, 1 pairs, 2 calls");
        assertThat(graph).containsText("2 sources tell of starts");

        page.getByTestId("graph-source").selectOption("Sysmon");

        assertThat(graph).containsText("2 processes, 1 pairs, 1 calls");
        assertThat(graph).not().containsText("2 sources tell of starts");
    }

    @Test
    void liveStreamLost_isSaidAndSoughtAgain() throws Exception {
        expected.add(Pattern.compile("status of 503|ERR_"));
        enter("");
        page.route("**/api/v1/live**", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));

        page.getByTestId("live-toggle").click();

        assertThat(page.getByTestId("live-toggle")).hasAttribute("data-state", "lost");
        assertThat(page.getByTestId("live-toggle")).containsText("reconnecting");
        page.unroute("**/api/v1/live**");
        assertThat(page.getByTestId("live-toggle"))
                .hasAttribute(
                        "data-state", "connected", new LocatorAssertions.HasAttributeOptions().setTimeout(20_000));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void systemColours_areFollowedAndCanBeTurned(ColorScheme scheme) {
        context.close();
        open(new Browser.NewContextOptions().setViewportSize(1440, 900).setColorScheme(scheme));
        enter("");
        Locator root = page.locator("html");
        String named = scheme.name().toLowerCase(Locale.ROOT);
        assertThat(root).hasAttribute("data-theme", named);
        assertThat(contrastOf("h2 small")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrastOf(".headings span")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrastOf("[data-testid=event-row] .time")).isGreaterThanOrEqualTo(4.5);

        page.getByTestId("theme-toggle").click();

        assertThat(root).not().hasAttribute("data-theme", named);
    }

    @Test
    void columnChooser_addsAndRemovesAColumn() {
        enter("");
        page.getByTestId("columns").click();
        page.getByLabel("Find a field").fill("event.code");
        Locator box = page.getByRole(
                AriaRole.CHECKBOX,
                new Page.GetByRoleOptions().setName("event.code").setExact(true));
        box.check();

        Locator headings = page.getByTestId("event-table").locator("[role=columnheader]");
        assertThat(headings.last()).hasText("event.code");

        box.uncheck();

        assertThat(headings.last()).hasText("target");
    }

    @Test
    void legend_narrowsAndExcludesAndChipsUndo() throws Exception {
        enter("");
        Map<String, Long> actions = actions();
        long starts = actions.get("process_start");

        page.getByTestId("histogram").getByLabel("Without process_start").click();
        assertThat(total()).hasText(figures(events - starts));
        Locator chips = page.getByTestId("chips").locator("li");
        assertThat(chips).hasCount(1);

        page.getByLabel("Turn the filter on event.action into its opposite").click();
        assertThat(total()).hasText(figures(starts));

        page.getByLabel("Remove the filter on event.action").click();
        assertThat(total()).hasText(figures(events));

        page.getByTitle("Only process_start").click();
        assertThat(total()).hasText(figures(starts));
        assertThat(address()).containsEntry("is", "event.action=process_start");
    }

    @Test
    void legend_eventsWithoutAnActionCanBeSelectedToo() throws Exception {
        Long none = actions().get("(none)");
        if (none == null) {
            send("bare", "bare", List.of("{\"note\":\"no action\"}".getBytes(StandardCharsets.UTF_8)));
            await().atMost(PATIENCE).until(() -> count("bare", "", "") == 1);
        }
        enter(none == null ? "dataset=bare" : "");

        page.getByTitle("Only (none)").click();

        assertThat(total()).hasText(figures(none == null ? 1 : none));
    }

    @Test
    void clickOnAnEdge_narrowsToItsCalls() throws Exception {
        enter("");
        JsonNode heaviest = graph("", "").path("edges").path(0);

        List<?> middle = (List<?>) page.getByTestId("edge").first().evaluate("""
                        path => {
                          const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
                          return [at.x, at.y];
                        }""");
        page.mouse().click(((Number) middle.get(0)).doubleValue(), ((Number) middle.get(1)).doubleValue());

        assertThat(page.getByTestId("chips").locator("li")).hasCount(2);
        assertThat(page.getByTestId("edge")).hasCount(1);
        assertThat(page.getByTestId("edge").first().getAttribute("aria-label"))
                .endsWith("started "
                        + label(heaviest.path("target").asString()) + " "
                        + heaviest.path("weight").asInt() + " times");
    }

    @Test
    void graphsTableTwin_saysTheSame() throws Exception {
        enter("");
        JsonNode graph = graph("", "");
        assertGraphIs(graph);

        page.getByTestId("graph-as-table").click();

        Locator calls = page.getByTestId("graph-table").locator("table").first().locator("tbody tr");
        assertThat(calls).hasCount(graph.path("edges").size());
        List<BoundingBox> lists = page.getByTestId("graph-table").locator("table").all().stream()
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
        assertThat((Boolean) page.getByTestId("graph-table").evaluate("twin => twin.scrollWidth <= twin.clientWidth"))
                .isTrue();
        assertThat(calls.first().locator("td.n"))
                .hasText(figures(graph.path("edges").path(0).path("weight").asLong()));
    }

    @Test
    void keyboard_searchesBrushesAndOpensAnEvent() throws Exception {
        enter("");
        page.keyboard().press("/");
        assertThat(page.getByTestId("search")).isFocused();
        page.keyboard().type("event.action:process_start");
        page.keyboard().press("Enter");
        long starts = actions().get("process_start");
        assertThat(total()).hasText(figures(starts));

        page.getByTestId("histogram-brush").focus();
        for (String key : List.of("ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Enter")) {
            page.keyboard().press(key);
        }
        assertThat(page).hasURL(Pattern.compile("from="));
        Map<String, String> address = address();
        assertThat(Instant.parse(address.get("from"))).isBefore(Instant.parse(address.get("to")));

        page.getByTestId("event-table").focus();
        page.keyboard().press("r");
        assertThat(total()).hasText(figures(starts));
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("event-detail")).isVisible();
    }

    @Test
    void collectors_showTheAccountsAndClocksOfTheApi_andLeadToTheirEvents() throws Exception {
        send("accounts", "first", List.of(event("one", Instant.now()), "no JSON".getBytes(StandardCharsets.UTF_8)));
        JsonNode account = account("accounts");
        enter("");
        page.keyboard().press("c");

        assertThat(page).hasURL(Pattern.compile("view=collectors"));
        Locator row = page.getByTestId("collector-row")
                .filter(new Locator.FilterOptions().setHas(page.getByText("accounts", exactly())));
        assertThat(row.locator("td.n")).hasText(new String[] {
            account.path("received").asString(), account.path("stored").asString(), "0", "0", "1", "0"
        });
        assertThat(row.getByTestId("clock")).containsText("±");
        assertThat(row.getByTestId("clock"))
                .hasAttribute("title", Pattern.compile("It was asked what its clock shows. Measured "));
        assertThat(contrastOf("[data-testid=collectors] .quiet")).isGreaterThanOrEqualTo(4.5);

        page.reload();
        row.getByRole(AriaRole.BUTTON).click();

        assertThat(page.getByTestId("event-row")).hasCount(1);
        assertThat(total()).hasText("1");
        assertThat(address()).containsEntry("dataset", "accounts").containsEntry("is", "collector=workbench");
        page.goBack();
        assertThat(page.getByTestId("collectors")).isVisible();
    }

    @Test
    void collectors_wrongClocksStandOut_andCanBeSortedToTheTop() {
        page.route(
                "**/api/v1/collectors",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("[" + account("right", 12, 5) + "," + account("slow", -303_000, 6) + ","
                                + account("fast", 7_200_000, 40) + "]")));
        enter("");
        page.getByTestId("collectors-toggle").click();

        Locator clocks = page.getByTestId("clock");
        assertThat(clocks).hasText(new String[] {"2 h ahead ± 40 ms", "right ± 5 ms", "5 min 3 s behind ± 6 ms"});
        assertThat(page.getByTestId("collectors").locator("h2")).containsText("2 clocks are wrong");

        page.getByTestId("collectors")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("clock"))
                .click();

        assertThat(clocks).hasText(new String[] {"2 h ahead ± 40 ms", "5 min 3 s behind ± 6 ms", "right ± 5 ms"});
    }

    @Test
    void collectors_noneAndNoAnswer_areSaid() {
        expected.add(Pattern.compile("status of 503"));
        page.route(
                "**/api/v1/collectors",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("[]")));
        enter("");
        page.getByTestId("collectors-toggle").click();
        Locator view = page.getByTestId("collectors");
        assertThat(view).containsText("No collector has sent anything yet");

        page.unroute("**/api/v1/collectors");
        page.route(
                "**/api/v1/collectors",
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(503)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"title\":\"Store unavailable\",\"status\":503,\"detail\":\"The event store did not answer.\"}")));

        assertThat(view.getByRole(AriaRole.ALERT)).containsText("The event store did not answer.");
    }

    @Test
    void everyControl_hasANameAndTheFocusGoesFromTopToBottom() {
        enter("");
        assertThat((List<?>) page.evaluate("""
                        () => [...document.querySelectorAll('button, input, select, a[href], [role=button], [tabindex="0"]')]
                          .filter(e => !(e.getAttribute('aria-label') || e.labels?.length || e.textContent.trim()))
                          .map(e => e.outerHTML.slice(0, 120))""")).isEmpty();
        List<String> sections = new ArrayList<>();
        for (int i = 0; i < TAB_STOPS; i++) {
            page.keyboard().press("Tab");
            String section = (String)
                    page.evaluate(
                            "() => document.activeElement.closest('header, search, section')?.ariaLabel ?? document.activeElement.closest('header, search')?.localName ?? ''");
            if (!section.isEmpty() && !sections.contains(section)) {
                sections.add(section);
            }
        }
        assertThat(sections).startsWith("header", "search", "Events over time", "Events", "Process calls");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT"})
    void phone_nothingIsWiderThanTheScreen(ColorScheme scheme) {
        context.close();
        open(new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(scheme));
        enter("");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat((Integer)
                        page.evaluate("() => document.querySelectorAll('[data-testid=histogram-brush] .axis').length"))
                .isGreaterThan(2);
        page.getByTestId("event-row").first().locator("span").nth(2).click();
        assertThat(page.getByTestId("event-detail")).isVisible();
        assertThat(page.getByTestId("chips")).not().isVisible();
    }

    @Test
    void noToken_aPersonReadsWhatToDoAndCanComeIn() throws Exception {
        expected.add(Pattern.compile("status of 401"));
        Response answer = page.navigate(origin + "/");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(page.locator("h1")).hasText("Spoor needs the access token");
        assertThat((String) page.evaluate("() => getComputedStyle(document.querySelector('main')).maxWidth"))
                .isEqualTo("460px");

        page.getByLabel("Access token").fill(token());
        page.keyboard().press("Enter");

        assertThat(total()).hasText(figures(events));
        assertThat(page).hasURL(origin + "/");
    }

    private void open(Browser.NewContextOptions options) {
        context = browser.newContext(options);
        // What is not about live events is not to wait for a stream that never ends.
        context.addInitScript("localStorage.getItem('spoor.live') ?? localStorage.setItem('spoor.live', 'off')");
        context.addInitScript(
                "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))");
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                faults.add("console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add("uncaught: " + error));
        page.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith(origin + "/") && !url.startsWith("data:") && !url.startsWith("blob:" + origin)) {
                faults.add("foreign request: " + url);
            }
        });
        page.onRequestFailed(request -> {
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                faults.add("failed: " + request.url() + " " + request.failure());
            }
        });
    }

    private void enter(String address) {
        page.navigate(address.isEmpty() ? door : door + "&" + address);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.getByTestId("event-row").first()).isVisible();
    }

    private Locator total() {
        return page.getByTestId("total");
    }

    private static LocatorAssertions.HasTextOptions within(double millis) {
        return new LocatorAssertions.HasTextOptions().setTimeout(millis);
    }

    private void search(String query) {
        page.getByTestId("search").fill(query);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("q="));
    }

    private void brush(double from, double to) {
        BoundingBox box = page.getByTestId("histogram-brush").boundingBox();
        double middle = box.y + box.height / 2;
        page.mouse().move(box.x + box.width * from, middle);
        page.mouse().down();
        page.mouse().move(box.x + box.width * (from + to) / 2, middle);
        page.mouse().move(box.x + box.width * to, middle);
        page.mouse().up();
        assertThat(page).hasURL(Pattern.compile("from=.*to="));
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    private Map<String, String> address() {
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

    private long legendSum() {
        return page.locator("[aria-label='Event actions'] b").allInnerTexts().stream()
                .mapToLong(text -> Long.parseLong(text.replace(",", "")))
                .sum();
    }

    private void assertGraphIs(JsonNode graph) {
        assertThat(page.getByTestId("edge")).hasCount(graph.path("edges").size());
        assertThat(page.getByTestId("vertex")).hasCount(graph.path("vertices").size());
        List<String> expectedCalls = new ArrayList<>();
        for (JsonNode edge : graph.path("edges")) {
            expectedCalls.add(label(edge.path("source").asString()) + " started "
                    + label(edge.path("target").asString()) + " "
                    + edge.path("weight").asInt() + " times");
        }
        assertThat((List<?>)
                        page.getByTestId("edge").evaluateAll("edges => edges.map(e => e.getAttribute('aria-label'))"))
                .isEqualTo(expectedCalls);
    }

    /** The contrast (WCAG 2, 1.4.3) of the first such element's text against the ground that it stands on. */
    private double contrastOf(String selector) {
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

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    /** What the API tells of what {@link #send} sent to a dataset. */
    private JsonNode account(String dataset) throws Exception {
        for (JsonNode account : get("/collectors")) {
            if (account.path("dataset").asString().equals(dataset)) {
                return account;
            }
        }
        throw new AssertionError("No account of " + dataset);
    }

    private static String account(String name, long offsetMillis, long uncertaintyMillis) {
        return """
                {"name":"%s","dataset":"default","lastSeen":"2026-01-02T12:00:00Z","received":1,"stored":1,"duplicate":0,
                "rejected":0,"malformed":0,"dropped":0,"clockOffsetMillis":%d,"clockUncertaintyMillis":%d,
                "clockMeasuredAt":"2026-01-02T12:00:00Z","clockBasis":"exchange"}""".formatted(name, offsetMillis, uncertaintyMillis);
    }

    private static String label(String vertex) {
        return vertex.substring(vertex.indexOf(':') + 1);
    }

    private static String figures(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private Map<String, Long> actions() throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        post("/table", "{\"steps\":[{\"group\":{\"by\":[\"event.action\"],\"agg\":{\"n\":\"count()\"}}}]}")
                .path("rows")
                .forEach(row -> counts.put(
                        row.path(0).isNull() ? "(none)" : row.path(0).asString(),
                        row.path(1).asLong()));
        return counts;
    }

    private long count(String dataset, String from, String to) throws Exception {
        HttpResponse<byte[]> answer =
                call("/table", "{\"dataset\":\"" + dataset + "\"," + range(from, to) + "\"steps\":" + COUNT + "}");
        if (answer.statusCode() == 404) {
            return 0;
        }
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("rows")
                .path(0)
                .path(0)
                .asLong();
    }

    private JsonNode graph(String from, String to) throws Exception {
        return post(
                "/graph",
                "{" + range(from, to)
                        + "\"query\":\"event.action:process_start\",\"edges\":[{\"source\":\"process.parent.name\","
                        + "\"target\":\"process.name\"}],\"limit\":{\"vertices\":300,\"edges\":1500}}");
    }

    private List<String> newest(String from, String to) throws Exception {
        List<String> times = new ArrayList<>();
        get("/events?limit=5&from=" + from + "&to=" + to)
                .path("events")
                .forEach(event -> times.add(event.path("time").asString()));
        return times;
    }

    private static String range(String from, String to) {
        return from.isEmpty() ? "" : "\"from\":\"" + from + "\",\"to\":\"" + to + "\",";
    }

    private JsonNode refusal(String query) throws Exception {
        return JsonMapper.shared()
                .readTree(call("/table", "{\"query\":\"" + query + "\"}").body());
    }

    private JsonNode get(String path) throws Exception {
        return JsonMapper.shared().readTree(request(path, null).body());
    }

    private JsonNode post(String path, String body) throws Exception {
        return JsonMapper.shared().readTree(request(path, body).body());
    }

    private HttpResponse<byte[]> request(String path, String body) throws Exception {
        HttpResponse<byte[]> answer = call(path, body);
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer;
    }

    private HttpResponse<byte[]> call(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path))
                .header("Authorization", "Bearer " + token());
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void send(String dataset, String stream, List<byte[]> lines) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            all.write(line);
            all.write('\n');
        }
        var gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), platform.ingestPort());
        try (Lines source = FileSource.lines(new ByteArrayInputStream(all.toByteArray()))) {
            assertThat(new Sender(gateway, new Session("workbench", dataset, token(), stream, Duration.ZERO), 0)
                            .send(source)
                            .acknowledged())
                    .isEqualTo(lines.size());
        }
    }

    private static byte[] event(String process, Instant time) {
        return ("{\"@timestamp\":\"" + time
                        + "\",\"event.action\":\"process_start\",\"host.name\":\"pc\",\"process.name\":\"" + process
                        + ".exe\",\"process.parent.name\":\"explorer.exe\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> lines() throws IOException {
        String data = System.getenv("SPOOR_TEST_DATA");
        if (data == null) {
            return OfficeDay.lines(1);
        }
        var lines = new ArrayList<byte[]>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(data), "empire*.zip")) {
            for (Path file : files) {
                try (Lines source = new FileSource(file).open()) {
                    for (byte[] line = source.next(); line != null; line = source.next()) {
                        lines.add(line);
                    }
                }
            }
        }
        assertThat(lines).as("events in %s", data).isNotEmpty();
        return lines;
    }

    private static String token() throws IOException {
        return Files.readString(folder.resolve("data/access-token")).strip();
    }
}
