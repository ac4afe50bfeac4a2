package dev.venom.runtime.examples.cockpit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.venom.runtime.examples.cockpit.browser.CockpitPage.button;

import dev.venom.runtime.examples.cockpit.program.CockpitProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A browser opens six connections to a host: as many tabs with a stream each would leave none for the seventh. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyTabsIT {
    private static final int TABS = 20;
    private static final String LLAMA = "venom/tiny-llama-GGUF";

    private Chromium chromium;
    private CockpitProcess cockpit;

    @BeforeAll
    void open() throws Exception {
        chromium = Chromium.launch();
        cockpit = CockpitProcess.demo();
    }

    @AfterAll
    void close() throws Exception {
        cockpit.close();
        chromium.close();
    }

    @Test
    void followTheSameEventsInOneBrowser() {
        try (CockpitPage first = chromium.open(cockpit.address().toString())) {
            List<CockpitPage> tabs = new ArrayList<>(List.of(first));
            while (tabs.size() < TABS) {
                tabs.add(first.another(cockpit.address().toString()));
            }
            CockpitPage last = tabs.get(TABS - 1);
            last.install(LLAMA);
            tabs.forEach(tab -> tab.awaitInstalled(LLAMA));

            for (CockpitPage tab : tabs) {
                tab.show("servers");
                button(tab.runtime("alpha"), "Logs").click();
                assertThat(tab.dialog()).isVisible();
            }
            button(last.dialog(), "Close").first().click();
            last.show("hf");
            button(last.model(LLAMA), "Remove").click();
            button(last.dialog(), "Remove").click();
            assertThat(last.model(LLAMA).locator("td[data-label=State]")).hasText("available remotely");

            tabs.subList(1, TABS - 1).forEach(CockpitPage::closeTab);
            last.install(LLAMA);
            last.awaitInstalled(LLAMA);
            tabs.forEach(CockpitPage::expectNoComplaints);
        }
    }
}
