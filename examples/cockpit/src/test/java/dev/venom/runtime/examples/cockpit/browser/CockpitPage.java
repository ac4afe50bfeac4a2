package dev.venom.runtime.examples.cockpit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The Cockpit's page in a window. Whatever the browser complains of is kept, and fails the test at the end. */
final class CockpitPage implements AutoCloseable {
    /** Where pictures of the views go, for the documentation; none are taken where it is not set. */
    private static final Optional<Path> PICTURES = Optional.of(System.getProperty("venom.cockpit.pictures", ""))
            .filter(directory -> !directory.isBlank())
            .map(Path::of);
    /** A lost connection is a network error to the browser, and is on purpose where a test kills the server. */
    private static final Pattern OF_THE_NETWORK = Pattern.compile("Failed to load resource.*|.*net::ERR_.*");

    private static final int MOST_PRESSES = 60;
    private static final String AXE = script(AxeBuilder.class, "/axe.min.js");
    private static final String IS_FOCUS_VISIBLE = "document.activeElement.matches(':focus-visible')"
            + " && getComputedStyle(document.activeElement).outlineStyle !== 'none'";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private CockpitPage(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    static CockpitPage open(BrowserContext context, String address) {
        CockpitPage cockpit = new CockpitPage(context);
        cockpit.page.navigate(address + "/");
        cockpit.awaitLive();
        return cockpit;
    }

    /** The same in another tab of the same browser. */
    CockpitPage another(String address) {
        return open(context, address);
    }

    void closeTab() {
        page.close();
    }

    Page page() {
        return page;
    }

    void awaitLive() {
        assertThat(page.locator("#connection")).hasText("Live");
    }

    void show(String view) {
        page.locator("#views a[data-view=" + view + "]").click();
        assertThat(page.locator("#view-" + view)).isVisible();
    }

    Locator runtime(String id) {
        return page.locator("article[data-runtime='" + id + "']");
    }

    Locator model(String name) {
        return page.locator("tr[data-model='hf:" + name + "']");
    }

    /** The newest operation that is so called. */
    Locator operation(String title) {
        return page.locator("article[data-operation]")
                .filter(new Locator.FilterOptions().setHasText(title))
                .first();
    }

    Locator dialog() {
        return page.locator("#dialog");
    }

    static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** From the table's row through the plan to the accepted install. */
    void install(String model) {
        show("hf");
        button(model(model), "Install").click();
        button(dialog(), "Install (").click();
        assertThat(dialog()).isHidden();
    }

    void awaitInstalled(String model) {
        show("hf");
        assertThat(model(model).locator("td[data-label=State]")).hasText("installed");
    }

    /** From the card of a runtime. */
    void activate(String runtime, String model) {
        show("servers");
        runtime(runtime).locator("select").selectOption("hf:" + model + "@main");
        runtime(runtime).locator("button.primary").click();
    }

    void awaitContent(String view) {
        assertThat(page.locator("#view-" + view).locator("article, tbody tr").first())
                .isVisible();
    }

    /** Presses Tab until what is so called has the focus, and shows it. */
    void tabTo(String name) {
        for (int presses = 0; presses < MOST_PRESSES; presses++) {
            page.keyboard().press("Tab");
            if (focused().equals(name)) {
                assertThat((Boolean) page.evaluate(IS_FOCUS_VISIBLE))
                        .as("focus on %s can be seen", name)
                        .isTrue();
                return;
            }
        }
        throw new AssertionError("Tab does not come to " + name + ", but to " + focused());
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** The name that a screen reader says for what has the focus. */
    String focused() {
        return (String)
                page.evaluate("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()");
    }

    void awaitFocus(String name) {
        page.waitForFunction(
                "name => (document.activeElement.ariaLabel ?? document.activeElement.textContent).trim() === name",
                name);
    }

    /** What axe finds on what is shown now, if it is serious or critical. */
    List<String> accessibilityFaults() {
        page.evaluate(AXE);
        return ((List<?>) page.evaluate("""
                async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
                    .filter(({ impact }) => ["serious", "critical"].includes(impact))
                    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)""")).stream().map(String::valueOf).toList();
    }

    void picture(String name) {
        PICTURES.ifPresent(
                directory -> page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png"))));
    }

    double overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .doubleValue();
    }

    /** What a test breaks on purpose is no defect of the page. */
    void forgiveTheNetwork() {
        complaints.removeIf(complaint -> OF_THE_NETWORK.matcher(complaint).find());
    }

    void expectNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }

    private static String script(Class<?> neighbour, String resource) {
        try (InputStream in = Objects.requireNonNull(neighbour.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
