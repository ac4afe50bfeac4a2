package dev.venom.runtime.examples.cockpit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.examples.cockpit.program.CockpitProcess;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long a person waits from the command to the first thing they see. */
class FirstPaintIT {
    private static final long LIMIT_MILLIS = 10_000;
    /** Another command than the program itself, such as {@code ./demo cockpit} where that has been built. */
    private static final Optional<String> COMMAND =
            Optional.of(System.getProperty("venom.cockpit.command", "")).filter(command -> !command.isBlank());

    private static final String PAINTED = """
            () => {
                const [entry] = performance.getEntriesByName("first-contentful-paint");
                return entry && performance.timeOrigin + entry.startTime;
            }""";

    @BeforeAll
    static void needsABrowser() {
        Chromium.assumeInstalled();
    }

    @Test
    void paintsSoonAfterTheCommand() throws Exception {
        try (Chromium chromium = Chromium.launch()) {
            long begun = System.currentTimeMillis();
            try (CockpitProcess cockpit = start();
                    CockpitPage page = chromium.open(cockpit.address().toString())) {
                double painted = ((Number) page.page().waitForFunction(PAINTED).jsonValue()).doubleValue();
                long waited = Math.round(painted - begun);
                System.out.printf("First contentful paint %d ms after the command%n", waited);
                assertThat(waited).isLessThan(LIMIT_MILLIS);
                page.expectNoComplaints();
            }
        }
    }

    private static CockpitProcess start() throws Exception {
        return COMMAND.isEmpty()
                ? CockpitProcess.demo()
                : CockpitProcess.run(
                        Map.of(),
                        Stream.concat(Stream.of(COMMAND.get().split(" ")), Stream.of("--port", "0"))
                                .toList());
    }
}
