package dev.venom.runtime.examples.cockpit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.venom.runtime.examples.cockpit.browser.CockpitPage.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.venom.runtime.examples.cockpit.program.CockpitProcess;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of models on one Cockpit, in one window: each test goes on from where the one before has ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelLifeIT {
    private static final String LLAMA = "venom/tiny-llama-GGUF";
    private static final String MINILM = "sentence-transformers/all-MiniLM-L6-v2-onnx-q";
    private static final String BROKEN = "venom/broken-llama-GGUF";

    private CockpitProcess cockpit;
    private Chromium chromium;
    private CockpitPage page;

    @BeforeAll
    void open() throws Exception {
        Chromium.assumeInstalled();
        cockpit = CockpitProcess.demo();
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

    @Test
    @Order(1)
    void installsWithProgressThatMoves() {
        page.show("hf");
        button(page.model(LLAMA), "Install").click();
        assertThat(page.dialog()).containsText("Licence");
        assertThat(page.dialog()).containsText("apache-2.0");
        assertThat(page.dialog()).containsText("3.8 MB of 3.8 MB");
        page.picture("cockpit-plan");
        button(page.dialog(), "Install (").click();
        page.install(MINILM);
        page.show("operations");
        recordProgress();
        Locator operation = page.operation("install hf:" + MINILM);
        assertThat(operation.locator(".amount")).hasText(Pattern.compile("\\d+ % · .+ of 23.7 MB · .+/s · .+ left"));
        page.picture("cockpit-operations");

        assertThat(operation.locator(".pill")).hasText("succeeded");
        assertThat(progress()).isSorted().hasSizeGreaterThan(3);
        page.awaitInstalled(LLAMA);
        page.awaitInstalled(MINILM);
        page.expectNoComplaints();
    }

    @Test
    @Order(2)
    void activatesFromTheTable() {
        button(page.model(LLAMA), "Activate").click();
        button(page.dialog(), "alpha").click();
        assertThat(page.model(LLAMA)).containsText("active on alpha");
        page.show("servers");
        assertThat(page.runtime("alpha").locator(".pill")).containsText("online");
        assertThat(page.runtime("alpha")).containsText("MiB of");

        button(page.runtime("alpha"), "Try it").click();
        button(page.dialog(), "Send").click();
        assertThat(page.dialog().locator("pre")).hasText(Pattern.compile("\\(\\d+ (ms|s)\\)"));
        button(page.dialog(), "Close").first().click();
        page.expectNoComplaints();
    }

    @Test
    @Order(3)
    void switchesToAnotherModel() {
        page.activate("alpha", MINILM);
        assertThat(page.runtime("alpha").locator(".lock")).containsText("Locked: activate");
        assertThat(button(page.runtime("alpha"), "Restart")).isDisabled();
        assertThat(page.runtime("alpha")).containsText("hf:" + MINILM + "@main");
        assertThat(page.runtime("alpha").locator(".lock")).isEmpty();

        button(page.runtime("alpha"), "Try it").click();
        button(page.dialog(), "Send").click();
        assertThat(page.dialog().locator("pre")).containsText("384 dimensions");
        button(page.dialog(), "Close").first().click();
        page.picture("cockpit-servers");
        page.expectNoComplaints();
    }

    @Test
    @Order(4)
    void rollsAFailedSwitchBackAndSaysSo() {
        page.install(BROKEN);
        page.awaitInstalled(BROKEN);
        page.activate("alpha", BROKEN);
        page.show("operations");
        Locator operation = page.operation("activate alpha ← hf:" + BROKEN);
        assertThat(operation.locator(".pill")).hasText("failed");
        assertThat(operation).containsText("rolled back");
        assertThat(operation).containsText("The former model hf:" + MINILM + "@main serves again");
        page.picture("cockpit-rollback");

        assertThat(page.page().locator("#attention")).containsText("failed");
        page.show("servers");
        assertThat(page.runtime("alpha").locator(".pill")).containsText("online");
        assertThat(page.runtime("alpha").locator(".facts")).containsText(MINILM);
        page.expectNoComplaints();
    }

    @Test
    @Order(5)
    void refusesToRemoveAnActiveModelAndRemovesItOnceItIsNot() {
        page.show("hf");
        page.picture("cockpit-models");
        Locator remove = button(page.model(MINILM), "Remove");
        assertThat(remove).isDisabled();
        assertThat(remove).hasAttribute("title", "It is active on alpha: deactivate it first");

        page.show("servers");
        button(page.runtime("alpha"), "Deactivate").click();
        assertThat(page.runtime("alpha").locator(".pill")).containsText("offline");
        page.show("hf");
        assertThat(remove).isEnabled();
        remove.click();
        button(page.dialog(), "Remove").click();
        assertThat(page.model(MINILM).locator("td[data-label=State]")).hasText("available remotely");
        page.expectNoComplaints();
    }

    @Test
    @Order(6)
    void readsLogsAndDiagnoses() {
        page.show("servers");
        button(page.runtime("alpha"), "Logs").click();
        assertThat(page.dialog().locator("pre")).containsText("missing tensor");
        button(page.dialog(), "Close").first().click();
        button(page.runtime("alpha"), "Diagnose").click();
        assertThat(page.dialog().locator(".verdict")).not().isEmpty();
        button(page.dialog(), "Close").first().click();
        page.expectNoComplaints();
    }

    private void recordProgress() {
        page.page().evaluate("""
                () => {
                    window.seen = [];
                    new MutationObserver(() => {
                        const bar = [...document.querySelectorAll("#open-operations article")]
                            .find((each) => each.textContent.includes("MiniLM"))?.querySelector("progress[value]");
                        if (bar && bar.value !== window.seen.at(-1)) {
                            window.seen.push(bar.value);
                        }
                    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
                }""");
    }

    private List<Double> progress() {
        return ((List<?>) page.page().evaluate("window.seen"))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }
}
