package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import java.net.URI;
import java.util.List;

/** Installed models: the entries of the manifest, with the runtimes that serve them. */
public final class ModelDocuments {
    private ModelDocuments() {}

    /**
     * The installed models.
     *
     * @param models what is installed
     * @param serving which runtimes serve which of them
     * @return {@code {"models":[...]}}
     */
    public static String list(List<InstalledModel> models, Serving serving) {
        return JsonLine.begin()
                .objects("models", models, (line, model) -> writeInstalled(line, model, serving))
                .end();
    }

    static void writeRef(JsonLine line, ModelRef ref) {
        line.text("provider", ref.provider()).text("model", ref.name()).text("revision", ref.revision());
    }

    static void writeDescription(JsonLine line, ModelDescription description) {
        line.word("format", description.format())
                .text("quantization", description.quantization())
                .number("parameters", description.parameters())
                .number("context_length", description.contextLength())
                .texts("architectures", description.architectures())
                .text("license", description.license())
                .object("hardware", description.hardware(), ModelDocuments::writeHardware);
    }

    private static void writeInstalled(JsonLine line, InstalledModel model, Serving serving) {
        writeRef(line, model.ref());
        line.text("commit", model.commit())
                .text("friendly_name", model.friendlyName())
                .word("state", model.state())
                .number("size_bytes", model.sizeBytes())
                .text("location", model.location().toString())
                .text("source_url", model.source().map(URI::toString))
                .time("installed_at", model.installedAt())
                .time("verified_at", model.verifiedAt())
                .time("last_used_at", model.lastUsedAt());
        writeDescription(line, model.description());
        line.objects("files", model.files(), ModelDocuments::writeFile)
                .texts("served_by", serving.runtimesOf(model.ref()));
    }

    private static void writeFile(JsonLine line, ModelFile file) {
        line.text("path", file.path().text())
                .number("size", file.sizeBytes())
                .text(file.digest().algorithm().label(), file.digest().hex());
    }

    private static void writeHardware(JsonLine line, Hardware hardware) {
        line.word("device", hardware.device())
                .text("min_compute_capability", hardware.minComputeCapability())
                .number("estimated_memory_bytes", hardware.estimatedMemoryBytes());
    }
}
