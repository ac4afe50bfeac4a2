package dev.venom.runtime.examples.cockpit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.venom.runtime.examples.cockpit.browser.CockpitPage.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.venom.runtime.examples.cockpit.program.CockpitProcess;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who can use the page: by keyboard, by ear, in the dark, on a telephone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReachIT {
    private static final String LLAMA = "venom/tiny-llama-GGUF";
    private static final String OTHER = "venom/broken-llama-GGUF";
    private static final List<String> VIEWS = List.of("servers", "hf", "ollama", "operations");

    private CockpitProcess cockpit;
    private Chromium chromium;

    @BeforeAll
    void open() throws Exception {
        Chromium.assumeInstalled();
        cockpit = CockpitProcess.demo();
        chromium = Chromium.launch();
    }

    @AfterAll
    void close() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (cockpit != null) {
            cockpit.close();
        }
    }

    @Test
    @Order(1)
    void isUsedByKeyboardAlone() {
        try (CockpitPage page = chromium.open(cockpit.address().toString())) {
            page.tabTo("vLLM models");
            page.press("Enter");
            assertThat(page.model(LLAMA)).isVisible();

            page.tabTo("Install hf:" + LLAMA);
            page.press("Enter");
            assertThat(page.dialog()).isVisible();
            page.press("Escape");
            assertThat(page.dialog()).isHidden();
            page.awaitFocus("Install hf:" + LLAMA);

            page.press("Enter");
            assertThat(page.dialog()).isVisible();
            page.tabTo("Install (3.8 MB)");
            page.press("Enter");
            assertThat(page.model(LLAMA).locator("td[data-label=State]")).hasText("installed");
            page.awaitFocus("Activate hf:" + LLAMA);

            page.press("Enter");
            page.tabTo("alpha");
            page.press("Enter");
            assertThat(page.model(LLAMA)).containsText("active on alpha");
            page.awaitFocus("Activate hf:" + LLAMA);

            page.tabTo("Servers");
            page.press("Enter");
            page.tabTo("Deactivate");
            page.press("Enter");
            assertThat(page.runtime("alpha").locator(".pill")).containsText("offline");
            page.awaitFocus("Deactivate");
            page.tabTo("vLLM models");
            page.press("Enter");
            page.tabTo("Remove hf:" + LLAMA);
            page.press("Enter");
            page.tabTo("Remove");
            page.press("Enter");
            assertThat(page.model(LLAMA).locator("td[data-label=State]")).hasText("available remotely");
            page.awaitFocus("Install hf:" + LLAMA);
            page.expectNoComplaints();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    @Order(2)
    void isReadInBothThemes(ColorScheme theme) {
        try (CockpitPage page = chromium.open(cockpit.address().toString(), 1_280, 800, theme)) {
            for (String view : VIEWS) {
                page.show(view);
                page.awaitContent(view);
                assertThat(page.accessibilityFaults()).as(view).isEmpty();
            }
            page.show("hf");
            button(page.model(OTHER), "Install").click();
            assertThat(page.dialog()).containsText("apache-2.0");
            assertThat(page.accessibilityFaults()).as("the plan").isEmpty();
            page.expectNoComplaints();
        }
    }

    @Test
    @Order(3)
    void fitsATelephone() {
        try (CockpitPage page = chromium.open(cockpit.address().toString(), 360, 740, ColorScheme.LIGHT)) {
            for (String view : VIEWS) {
                page.show(view);
                page.awaitContent(view);
                assertThat(page.overflow()).as(view).isZero();
            }
            page.show("hf");
            button(page.model(OTHER), "Install").click();
            Locator plan = page.dialog();
            assertThat(plan).containsText("apache-2.0");
            assertThat(plan.locator(".dialog-body").evaluate("body => body.scrollWidth - body.clientWidth"))
                    .isEqualTo(0);
            assertThat(page.overflow()).isZero();
            page.expectNoComplaints();
        }
    }
}
