package spoor.standalone.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.springframework.util.FileSystemUtils;
import spoor.standalone.PlatformClient;
import spoor.standalone.SpoorProcess;

/** A platform with real events, and a browser: started for the first test that needs them, and there until the last test has ended. */
final class BrowsedPlatform implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A dataset of the first of the events, for what does not depend on how many there are. */
    static final String FEW = "few";

    private static final int FEW_EVENTS = 400;

    static final Browser.NewContextOptions USUAL = new Browser.NewContextOptions().setViewportSize(1440, 900);

    /**
     * What Chromium builds for each window although nobody sees it, here a page in a process of its own below the address bar. The option
     * replaces Playwright's of the same name, so that what Playwright turns off and may matter here is named as well.
     */
    private static final String TURNED_OFF = "--disable-features="
            + String.join(
                    ",",
                    "WebUIOmniboxPopup",
                    "WebUIOmniboxAimPopup",
                    "DialMediaRouteProvider",
                    "HttpsUpgrades",
                    "MediaRouter",
                    "OptimizationHints",
                    "PaintHolding",
                    "RenderDocument",
                    "Translate");

    private final Path folder;
    private final SpoorProcess platform;
    private final Playwright playwright;
    private final Browser browser;
    private final BrowserContext usual;
    private final Page kept;
    private final CDPSession storage;
    private final int events;

    private BrowsedPlatform(Path folder, Path chromium) throws Exception {
        this.folder = folder;
        platform = SpoorProcess.run(folder, "start", "--data", "d", "--http", "0", "--ingest", "0")
                .awaitReady();
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
                                "--disable-sync",
                                TURNED_OFF,
                                // WebGL without a graphics card.
                                "--enable-unsafe-swiftshader")));
        usual = browser.newContext(USUAL);
        // A page that is a tab beside another takes half the time of one that begins a window.
        kept = usual.newPage();
        storage = usual.newCDPSession(kept);
        List<byte[]> lines = PlatformClient.realEvents();
        events = lines.size();
        List<byte[]> few = lines.subList(0, Math.min(FEW_EVENTS, events));
        client().send("workbench", FEW, FEW, few);
        client().send("workbench", "default", "sample", lines);
        await().atMost(PATIENCE).until(() -> new Api(client()).count(FEW, "", "") == few.size());
        await().atMost(PATIENCE).until(() -> new Api(client()).count("default", "", "") == events);
    }

    /** The one of this process of tests, which may run one class after the other. */
    static BrowsedPlatform of(ExtensionContext test) {
        return test.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(BrowsedPlatform.class))
                .computeIfAbsent(BrowsedPlatform.class, _ -> start(), BrowsedPlatform.class);
    }

    private static BrowsedPlatform start() {
        Path chromium = Path.of(System.getenv().getOrDefault("SPOOR_CHROMIUM", "/usr/bin/chromium"));
        assertThat(chromium)
                .as(
                        "Chromium, which the browser tests need. Debian: apt-get install chromium; elsewhere set SPOOR_CHROMIUM")
                .isExecutable();
        // A busy machine may be slow; what is asserted does not depend on how slow.
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        try {
            return new BrowsedPlatform(Files.createTempDirectory("workbench"), chromium);
        } catch (Exception e) {
            throw new IllegalStateException("The browser tests can't begin", e);
        }
    }

    PlatformClient client() {
        return platform.client();
    }

    Browser browser() {
        return browser;
    }

    /** A context for pages that ask for nothing special, as if nobody had been in it before; what its server sent may be in its cache. */
    BrowserContext usual() {
        for (Page stray : List.copyOf(usual.pages())) {
            if (!stray.equals(kept)) {
                stray.close();
            }
        }
        usual.clearCookies();
        JsonObject fourStorages = new JsonObject();
        fourStorages.addProperty("origin", client().origin());
        fourStorages.addProperty("storageTypes", "local_storage,indexeddb,cache_storage,service_workers");
        storage.send("Storage.clearDataForOrigin", fourStorages);
        return usual;
    }

    int events() {
        return events;
    }

    @Override
    public void close() throws IOException {
        playwright.close();
        platform.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
