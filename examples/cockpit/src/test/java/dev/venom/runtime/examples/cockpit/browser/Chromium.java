package dev.venom.runtime.examples.cockpit.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser of this machine. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE_MILLIS = 90_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(PROGRAM), "needs " + PROGRAM + ", which the package chromium brings");
    }

    static Chromium launch() {
        assumeInstalled();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(PROGRAM)
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
    }

    /** A window with a memory of its own. */
    CockpitPage open(String address, Browser.NewContextOptions options) {
        return CockpitPage.open(browser.newContext(options), address);
    }

    /** A window in which a script runs before the page's own. */
    CockpitPage open(String address, String script) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1_280, 800));
        context.addInitScript(script);
        return CockpitPage.open(context, address);
    }

    /** A window of a size and a theme. */
    CockpitPage open(String address, int width, int height, ColorScheme scheme) {
        return open(
                address,
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    }

    CockpitPage open(String address) {
        return open(address, new Browser.NewContextOptions().setViewportSize(1_280, 800));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
