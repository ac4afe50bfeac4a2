package dev.venom.runtime.examples.cockpit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
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
}
