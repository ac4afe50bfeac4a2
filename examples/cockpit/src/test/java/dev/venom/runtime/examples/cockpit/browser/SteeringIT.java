package dev.venom.runtime.examples.cockpit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.venom.runtime.examples.cockpit.browser.CockpitPage.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.venom.runtime.examples.cockpit.program.CockpitProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One download that people pause, cancel, and see again after a reload and after the death of the Cockpit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SteeringIT {
    private static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2-onnx-q";
    private static final Pattern MOVING = Pattern.compile("[1-9]\\d? % .+/s · .+ left");
    private static final Map<String, String> CONFIRMS_SOON = Map.of("MODELS_CONFIRM_ABOVE_GB", "0.01");

    private Path models;
    private CockpitProcess cockpit;
    private Chromium chromium;
    private CockpitPage page;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        models = directory;
        Chromium.assumeInstalled();
        cockpit = CockpitProcess.demo(CONFIRMS_SOON, "--cache-dir", models.toString());
        chromium = Chromium.launch();
        page = chromium.open(cockpit.address().toString());
    }

    @AfterAll
    void close() throws Exception {
        if (page != null) {
            page.close();
            chromium.close();
        }
        if (cockpit != null) {
            cockpit.close();
        }
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        page.expectNoComplaints();
    }

    @Test
    @Order(1)
    void takesALargeDownloadOnlyOnceItIsConfirmed() {
        page.show("hf");
        button(page.model(MODEL), "Install").click();
        Locator install = button(page.dialog(), "Install (23.7 MB)");
        assertThat(install).isDisabled();
        page.dialog().getByLabel("Yes, fetch 23.7 MB").check();
        assertThat(install).isEnabled();
        install.click();
        assertThat(page.dialog()).isHidden();
        assertThat(page.model(MODEL).locator("td[data-label=State]")).containsText("downloading");
        assertThat(page.model(MODEL)).containsText("Locked: install is running");
    }

    @Test
    @Order(2)
    void pausesAndResumes() {
        page.show("operations");
        assertThat(download().locator(".amount")).hasText(MOVING);
        button(download(), "Pause").click();
        assertThat(download().locator(".pill")).hasText("paused");
        button(download(), "Resume").click();
        assertThat(download().locator(".pill")).hasText("downloading");
    }

    @Test
    @Order(3)
    void goesOnShowingADownloadAfterAReload() {
        assertThat(download().locator(".amount")).hasText(MOVING);
        double before = progress();
        page.page().reload();
        page.awaitLive();
        assertThat(download().locator(".amount")).hasText(MOVING);
        assertThat(progress()).isGreaterThanOrEqualTo(before);
        assertThat(page.page()).hasTitle(Pattern.compile("\\d+ % · Venom Cockpit"));
    }

    @Test
    @Order(4)
    void cancelsAndTriesAgainWithWhatIsThere() {
        double before = progress();
        button(download(), "Cancel").click();
        assertThat(download().locator(".pill")).hasText("cancelled");
        button(download(), "Retry").click();
        Locator again = download().filter(new Locator.FilterOptions().setHasText("tried again after"));
        assertThat(again.locator(".amount")).hasText(MOVING);
        assertThat(progress()).isGreaterThanOrEqualTo(before);
    }

    @Test
    @Order(5)
    void tellsThatTheCockpitIsGoneAndRecoversWithIt() throws Exception {
        cockpit.kill();
        assertThat(page.page().locator("#connection")).hasText("Connection lost, trying again");
        assertThat(page.page().locator("body.stale")).hasCount(1);
        cockpit.close();
        String port = String.valueOf(cockpit.address().getPort());
        cockpit = CockpitProcess.start(CONFIRMS_SOON, "--demo", "--port", port, "--cache-dir", models.toString());

        page.awaitLive();
        assertThat(page.page().locator("body.stale")).hasCount(0);
        page.awaitInstalled(MODEL);
        page.show("operations");
        assertThat(download().locator(".pill")).hasText("succeeded");
        page.forgiveTheNetwork();
    }

    private Locator download() {
        return page.operation("install hf:" + MODEL);
    }

    private double progress() {
        return ((Number) download().locator("progress").evaluate("bar => bar.value")).doubleValue();
    }
}
