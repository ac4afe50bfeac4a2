package dev.venom.runtime.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.operation.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OperationDocumentsTest {
    private static final Progress HALF = new Progress(50, 100, OptionalLong.of(10), Optional.of(Duration.ofSeconds(5)));

    @Test
    void wrapsAnEventAndTellsItsType() {
        JsonNode line =
                Documents.read(OperationDocuments.event(status(OperationState.RUNNING, HALF, Optional.empty())));

        assertThat(line.get("type").asText()).isEqualTo("operation");
        assertThat(line.get("operation").get("id").asText()).isEqualTo("20261124-1");
        assertThat(line.get("operation").get("kind").asText()).isEqualTo("install");
        assertThat(line.get("operation").get("state").asText()).isEqualTo("running");
        assertThat(line.get("operation").get("phase").asText()).isEqualTo("download");
    }

    @Test
    void writesProgressInBytesAndSeconds() {
        JsonNode operation =
                Documents.read(OperationDocuments.single(status(OperationState.RUNNING, HALF, Optional.empty())));

        assertThat(operation.get("bytes_done").asLong()).isEqualTo(50);
        assertThat(operation.get("bytes_total").asLong()).isEqualTo(100);
        assertThat(operation.get("bytes_per_second").asLong()).isEqualTo(10);
        assertThat(operation.get("eta_seconds").asLong()).isEqualTo(5);
    }

    @Test
    void leavesOutRateAndFailureWhereThereAreNone() {
        JsonNode operation = Documents.read(
                OperationDocuments.single(status(OperationState.QUEUED, Progress.NONE, Optional.empty())));

        assertThat(Documents.fieldsOf(operation))
                .contains("bytes_done", "bytes_total", "steps")
                .doesNotContain("bytes_per_second", "eta_seconds", "error", "started_at", "retry_of", "runtime");
    }

    @Test
    void writesStepsWithTheirTime() {
        JsonNode step = Documents.read(
                        OperationDocuments.single(status(OperationState.RUNNING, HALF, Optional.empty())))
                .get("steps")
                .get(0);

        assertThat(step.get("name").asText()).isEqualTo("resolve");
        assertThat(step.get("state").asText()).isEqualTo("succeeded");
        assertThat(step.get("millis").asLong()).isEqualTo(120);
    }

    @Test
    void writesWhyItFailed() {
        Failure failure = new Failure(ErrorCode.NETWORK, "It broke.", "Try again.");
        JsonNode list = Documents.read(
                OperationDocuments.list(List.of(status(OperationState.FAILED, HALF, Optional.of(failure)))));
        JsonNode error = list.get("operations").get(0).get("error");

        assertThat(error.get("code").asText()).isEqualTo("NETWORK");
        assertThat(error.get("message").asText()).isEqualTo("It broke.");
        assertThat(error.get("hint").asText()).isEqualTo("Try again.");
    }

    private static OperationStatus status(OperationState state, Progress progress, Optional<Failure> failure) {
        return new OperationStatus(
                new OperationId("20261124-1"),
                OperationKind.INSTALL,
                Optional.of(ModelRef.parse("hf:org/name@main")),
                Optional.empty(),
                state,
                state == OperationState.RUNNING ? "download" : "",
                progress,
                List.of(new Step("resolve", Step.State.SUCCEEDED, Duration.ofMillis(120))),
                List.of(),
                failure,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
