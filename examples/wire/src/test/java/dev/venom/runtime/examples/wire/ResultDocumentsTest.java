package dev.venom.runtime.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.DiskForecast;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.PlannedFile;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResultDocumentsTest {
    private static final String SHA256 = "ab".repeat(32);
    private static final ModelRef REF = ModelRef.parse("hf:org/name@main");

    @Test
    void writesAPlanWithItsFilesAndVerdicts() {
        PlannedFile file = new PlannedFile(
                RelativePath.of("model.safetensors"), 100, Digest.sha256(SHA256), PlannedFile.Action.FETCH, 40);
        JsonNode plan = Documents.read(PlanDocument.of(new InstallPlan(
                REF,
                "commit",
                List.of(file),
                ModelDescription.UNKNOWN,
                new DiskForecast(OptionalLong.of(1_000), 0, OptionalLong.of(960), 10, OptionalLong.empty()),
                true,
                List.of(Verdict.ok("disk", "fits"), Verdict.refuse("quota", ErrorCode.QUOTA_EXCEEDED, "full")))));

        assertThat(plan.get("bytes_total").asLong()).isEqualTo(100);
        assertThat(plan.get("bytes_missing").asLong()).isEqualTo(40);
        assertThat(plan.get("confirmation_required").asBoolean()).isTrue();
        assertThat(plan.get("files").get(0).get("action").asText()).isEqualTo("fetch");
        assertThat(plan.get("files").get(0).get("sha256").asText()).isEqualTo(SHA256);
        assertThat(plan.get("verdicts").get(1).get("result").asText()).isEqualTo("refuse");
        assertThat(plan.get("verdicts").get(1).get("code").asText()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(plan.get("verdicts").get(0).has("code")).isFalse();
        assertThat(plan.get("disk").has("quota_bytes")).isFalse();
    }

    @Test
    void marksWhatIsInstalledAtWhicheverRevision() {
        JsonNode models = Documents.read(ListingDocument.of(
                        List.of(listing("hf:org/name"), listing("hf:org/other"), listing("hf:org/begun")),
                        List.of(
                                installed("hf:org/name@v2", InstallState.COMPLETE),
                                installed("hf:org/begun@main", InstallState.PARTIAL))))
                .get("models");

        assertThat(models.get(0).get("installed").asBoolean()).isTrue();
        assertThat(models.get(1).get("installed").asBoolean()).isFalse();
        assertThat(models.get(2).get("installed").asBoolean()).isFalse();
        assertThat(models.get(0).has("downloads")).isFalse();
    }

    @Test
    void aCatalogueTellsItsSourceAndItsAge() {
        Instant then = Instant.parse("2026-11-27T08:00:00Z");
        JsonNode catalogue = Documents.read(ListingDocument.of(
                new Catalogue(List.of(listing("ollama:m:1b")), "https://example.org", then, true, List.of("partial")),
                List.of()));

        assertThat(catalogue.at("/models/0/model").asText()).isEqualTo("m:1b");
        assertThat(catalogue.get("source").asText()).isEqualTo("https://example.org");
        assertThat(catalogue.get("fetched_at").asText()).isEqualTo("2026-11-27T08:00:00Z");
        assertThat(catalogue.get("stale").asBoolean()).isTrue();
        assertThat(catalogue.at("/warnings/0").asText()).isEqualTo("partial");
    }

    @Test
    void namesBadFiles() {
        JsonNode models = Documents.read(VerificationDocument.of(List.of(
                        new ModelVerification(REF, List.of(RelativePath.of("a/b.bin"))),
                        new ModelVerification(REF, List.of()))))
                .get("models");

        assertThat(models.get(0).get("ok").asBoolean()).isFalse();
        assertThat(models.get(0).get("bad_files").get(0).asText()).isEqualTo("a/b.bin");
        assertThat(models.get(1).get("ok").asBoolean()).isTrue();
        assertThat(models.get(1).get("bad_files")).isEmpty();
    }

    @Test
    void sumsWhatPruningFrees() {
        JsonNode report = Documents.read(PruneDocument.of(new PruneReport(
                List.of(new PruneReport.Item("partial", "partial/a", 5), new PruneReport.Item("blob", "b", 7)),
                true,
                List.of(new Failure(ErrorCode.PERMISSION_DENIED, "It may not be read.", "Let it be read.")))));

        assertThat(report.get("dry_run").asBoolean()).isTrue();
        assertThat(report.get("freed_bytes").asLong()).isEqualTo(12);
        assertThat(report.get("items").get(0).get("kind").asText()).isEqualTo("partial");
        assertThat(report.at("/troubles/0/code").asText()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void anExaminationIsOkUnlessACheckRefuses() {
        Verdict warning = Verdict.warn("gpu", "none");
        Verdict refusal = Verdict.refuse("disk", ErrorCode.DISK_FULL, "full");

        assertThat(Documents.read(ExaminationDocument.of(List.of(warning)))
                        .get("ok")
                        .asBoolean())
                .isTrue();
        assertThat(Documents.read(ExaminationDocument.of(List.of(warning, refusal)))
                        .get("ok")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void escapesWhatAMessageMayHold() {
        String message = "It said \"no\"\nand \u00e9\u0001.";
        JsonNode error = Documents.read(ErrorDocument.of(new Failure(ErrorCode.INTERNAL, message, "")))
                .get("error");

        assertThat(error.get("message").asText()).isEqualTo(message);
        assertThat(error.get("code").asText()).isEqualTo("INTERNAL");
    }

    private static ModelListing listing(String ref) {
        return new ModelListing(
                ModelRef.parse(ref),
                OptionalLong.empty(),
                OptionalLong.empty(),
                ModelDescription.UNKNOWN,
                false,
                List.of(),
                Optional.empty());
    }

    private static InstalledModel installed(String ref, InstallState state) {
        return new InstalledModel(
                ModelRef.parse(ref),
                "commit",
                "name",
                Path.of("/models/name"),
                List.of(),
                ModelDescription.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                state,
                Optional.empty());
    }
}
