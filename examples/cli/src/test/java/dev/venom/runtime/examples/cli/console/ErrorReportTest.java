package dev.venom.runtime.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
    private final ByteArrayOutputStream standard = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void aFailureIsOneLineWithItsCodeAndTheNextStep() {
        int status = report(Output.Style.HUMAN)
                .report(new VenomException(ErrorCode.NOT_INSTALLED, "It is\nnot here.", "Install it."));

        assertThat(status).isEqualTo(4);
        assertThat(text(errors)).isEqualTo("NOT_INSTALLED: It is not here. Install it." + System.lineSeparator());
        assertThat(text(standard)).isEmpty();
    }

    @Test
    void messageAndNextStepAreTwoSentences() {
        report(Output.Style.HUMAN)
                .report(new VenomException(ErrorCode.NETWORK, "The proxy asks for a password", "Give it one."));

        assertThat(text(errors)).contains("asks for a password. Give it one.");
    }

    @Test
    void aProgramGetsTheFailureAsItsLastLine() {
        report(Output.Style.JSON).report(new VenomException(ErrorCode.NETWORK, "It broke.", "Try again."));

        assertThat(text(standard))
                .isEqualTo("{\"error\":{\"code\":\"NETWORK\",\"message\":\"It broke.\",\"hint\":\"Try again.\"}}\n");
    }

    @Test
    void aDefectIsInternalAndShowsNoStackTrace() {
        int status = report(Output.Style.HUMAN).report(new IllegalStateException("odd"));

        assertThat(status).isEqualTo(1);
        assertThat(text(errors)).startsWith("INTERNAL: ").contains("odd").doesNotContain("\tat ");
    }

    @Test
    void anInterruptionHasTheStatusOfASignal() {
        assertThat(report(Output.Style.HUMAN).report(new InterruptedException()))
                .isEqualTo(130);
        assertThat(report(Output.Style.HUMAN).interrupted(new IllegalStateException("connection gone")))
                .isEqualTo(130);
    }

    @Test
    void aBrokenPipeEndsQuietly() {
        assertThat(report(Output.Style.JSON).report(new BrokenOutputException(new IOException("Broken pipe"))))
                .isEqualTo(1);
        assertThat(text(errors)).isEmpty();
    }

    @Test
    void aFailureIsToldEvenIfNobodyReadsTheOutput() {
        Output closed = new Output(Output.Style.JSON, new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        int status = new ErrorReport(closed, new PrintStream(errors, true, StandardCharsets.UTF_8))
                .report(new VenomException(ErrorCode.NETWORK, "It broke.", ""));

        assertThat(status).isEqualTo(1);
        assertThat(text(errors)).startsWith("NETWORK: It broke.");
    }

    private ErrorReport report(Output.Style style) {
        return new ErrorReport(new Output(style, standard), new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
