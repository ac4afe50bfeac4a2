package dev.venom.runtime.core.internal.store;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of the manifest as JSON:
 *
 * <pre>
 * {"provider","model","revision"?,"commit","friendly_name","size_bytes","location",
 *  "files":[{"path","size","sha256"|"git_sha1"}],"installed_at","verified_at"?,"last_used_at"?,
 *  "format","quantization"?,"parameters"?,"context_length"?,"architectures":[],"license"?,
 *  "hardware":{"device","min_compute_capability"?,"estimated_memory_bytes"?},"state","source_url"?}
 * </pre>
 *
 * <p>{@code location} is relative to the cache directory where it lies in it, so that the directory can be
 * moved. Unknown values are left out.
 */
final class ManifestCodec {
    private final Path cacheDirectory;

    ManifestCodec(Path cacheDirectory) {
        this.cacheDirectory = cacheDirectory;
    }

    JsonObject write(InstalledModel model) {
        ModelDescription description = model.description();
        return JsonObject.builder()
                .text("provider", model.ref().provider())
                .text("model", model.ref().name())
                .text("revision", model.ref().revision())
                .text("commit", model.commit())
                .text("friendly_name", model.friendlyName())
                .number("size_bytes", model.sizeBytes())
                .text("location", relative(model.location()))
                .objects(
                        "files",
                        model.files().stream().map(ManifestCodec::writeFile).toList())
                .text("installed_at", model.installedAt().toString())
                .text("verified_at", model.verifiedAt().map(Instant::toString))
                .text("last_used_at", model.lastUsedAt().map(Instant::toString))
                .text("format", lower(description.format()))
                .text("quantization", description.quantization())
                .number("parameters", description.parameters())
                .number("context_length", description.contextLength())
                .texts("architectures", description.architectures())
                .text("license", description.license())
                .object("hardware", writeHardware(description.hardware()))
                .text("state", lower(model.state()))
                .text("source_url", model.source().map(URI::toString))
                .build();
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException or a VenomException if a member that has to be there is missing or bad
     */
    InstalledModel read(JsonObject json) {
        return new InstalledModel(
                new ModelRef(required(json, "provider"), required(json, "model"), json.text("revision")),
                required(json, "commit"),
                json.text("friendly_name").orElseGet(() -> required(json, "model")),
                cacheDirectory.resolve(required(json, "location")),
                json.objects("files").stream().map(ManifestCodec::readFile).toList(),
                readDescription(json),
                Instant.parse(required(json, "installed_at")),
                json.text("verified_at").map(Instant::parse),
                json.text("last_used_at").map(Instant::parse),
                InstallState.valueOf(upper(required(json, "state"))),
                json.text("source_url").map(URI::create));
    }

    private static ModelDescription readDescription(JsonObject json) {
        return new ModelDescription(
                json.text("format")
                        .map(value -> ModelFormat.valueOf(upper(value)))
                        .orElse(ModelFormat.OTHER),
                json.text("quantization"),
                json.number("parameters"),
                json.number("context_length"),
                json.texts("architectures"),
                json.text("license"),
                json.object("hardware").map(ManifestCodec::readHardware).orElse(Hardware.UNKNOWN),
                Optional.empty());
    }

    private static JsonObject writeFile(ModelFile file) {
        return JsonObject.builder()
                .text("path", file.path().text())
                .number("size", file.sizeBytes())
                .text(file.digest().algorithm().label(), file.digest().hex())
                .build();
    }

    private static ModelFile readFile(JsonObject json) {
        Digest digest = Arrays.stream(Digest.Algorithm.values())
                .flatMap(algorithm -> json.text(algorithm.label()).map(hex -> new Digest(algorithm, hex)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a file without a digest"));
        long sizeBytes = json.number("size").orElseThrow(() -> new IllegalArgumentException("a file without a size"));
        return new ModelFile(RelativePath.of(required(json, "path")), sizeBytes, digest);
    }

    private static JsonObject writeHardware(Hardware hardware) {
        return JsonObject.builder()
                .text("device", lower(hardware.device()))
                .text("min_compute_capability", hardware.minComputeCapability())
                .number("estimated_memory_bytes", hardware.estimatedMemoryBytes())
                .build();
    }

    private static Hardware readHardware(JsonObject json) {
        return new Hardware(
                json.text("device")
                        .map(value -> Hardware.Device.valueOf(upper(value)))
                        .orElse(Hardware.Device.ANY),
                json.text("min_compute_capability"),
                json.number("estimated_memory_bytes"));
    }

    private String relative(Path location) {
        return location.startsWith(cacheDirectory)
                ? cacheDirectory.relativize(location).toString()
                : location.toString();
    }

    private static String required(JsonObject json, String name) {
        Optional<String> value = json.text(name);
        return value.orElseThrow(() -> new IllegalArgumentException("no '" + name + "'"));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
