package dev.venom.runtime.core.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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
    /** What Git and registries name a version by. */
    private static final Pattern COMMIT = Pattern.compile("[0-9A-Za-z][0-9A-Za-z:_-]{0,127}");

    private final Path cacheDirectory;

    ManifestCodec(Path cacheDirectory) {
        this.cacheDirectory = cacheDirectory;
    }

    ObjectNode write(InstalledModel model) {
        ModelDescription description = model.description();
        ObjectNode json = Json.object();
        json.put("provider", model.ref().provider());
        json.put("model", model.ref().name());
        model.ref().revision().ifPresent(revision -> json.put("revision", revision));
        json.put("commit", model.commit());
        json.put("friendly_name", model.friendlyName());
        json.put("size_bytes", model.sizeBytes());
        json.put("location", relative(model.location()));
        ArrayNode files = json.putArray("files");
        model.files().forEach(file -> files.add(writeFile(file)));
        json.put("installed_at", model.installedAt().toString());
        model.verifiedAt().ifPresent(time -> json.put("verified_at", time.toString()));
        model.lastUsedAt().ifPresent(time -> json.put("last_used_at", time.toString()));
        json.put("format", lower(description.format()));
        description.quantization().ifPresent(quantization -> json.put("quantization", quantization));
        description.parameters().ifPresent(count -> json.put("parameters", count));
        description.contextLength().ifPresent(length -> json.put("context_length", length));
        description.architectures().forEach(json.putArray("architectures")::add);
        description.license().ifPresent(license -> json.put("license", license));
        json.set("hardware", writeHardware(description.hardware()));
        json.put("state", lower(model.state()));
        model.source().ifPresent(source -> json.put("source_url", source.toString()));
        return json;
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException or a VenomException if a member that has to be there is missing or bad
     */
    InstalledModel read(JsonNode json) {
        return new InstalledModel(
                new ModelRef(
                        Json.requiredText(json, "provider"),
                        Json.requiredText(json, "model"),
                        Json.text(json.path("revision"))),
                commit(json),
                Json.text(json.path("friendly_name")).orElseGet(() -> Json.requiredText(json, "model")),
                cacheDirectory.resolve(Json.requiredText(json, "location")),
                Json.objects(json.path("files")).stream()
                        .map(ManifestCodec::readFile)
                        .toList(),
                readDescription(json),
                Instant.parse(Json.requiredText(json, "installed_at")),
                Json.text(json.path("verified_at")).map(Instant::parse),
                Json.text(json.path("last_used_at")).map(Instant::parse),
                InstallState.valueOf(upper(Json.requiredText(json, "state"))),
                Json.text(json.path("source_url")).map(URI::create));
    }

    /** It becomes a part of paths: what lies elsewhere is none. */
    private static String commit(JsonNode json) {
        String commit = Json.requiredText(json, "commit");
        if (!COMMIT.matcher(commit).matches()) {
            throw new IllegalArgumentException("'" + commit + "' is no commit");
        }
        return commit;
    }

    private static ModelDescription readDescription(JsonNode json) {
        return new ModelDescription(
                Json.text(json.path("format"))
                        .map(value -> ModelFormat.valueOf(upper(value)))
                        .orElse(ModelFormat.OTHER),
                Json.text(json.path("quantization")),
                Json.number(json.path("parameters")),
                Json.number(json.path("context_length")),
                Json.texts(json.path("architectures")),
                Json.text(json.path("license")),
                Json.object(json.path("hardware"))
                        .map(ManifestCodec::readHardware)
                        .orElse(Hardware.UNKNOWN),
                Optional.empty());
    }

    private static ObjectNode writeFile(ModelFile file) {
        return Json.object()
                .put("path", file.path().text())
                .put("size", file.sizeBytes())
                .put(file.digest().algorithm().label(), file.digest().hex());
    }

    private static ModelFile readFile(JsonNode json) {
        Digest digest = Arrays.stream(Digest.Algorithm.values())
                .flatMap(algorithm ->
                        Json.text(json.path(algorithm.label())).map(hex -> new Digest(algorithm, hex)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a file without a digest"));
        long sizeBytes =
                Json.number(json.path("size")).orElseThrow(() -> new IllegalArgumentException("a file without a size"));
        return new ModelFile(RelativePath.of(Json.requiredText(json, "path")), sizeBytes, digest);
    }

    private static ObjectNode writeHardware(Hardware hardware) {
        ObjectNode json = Json.object().put("device", lower(hardware.device()));
        hardware.minComputeCapability().ifPresent(version -> json.put("min_compute_capability", version));
        hardware.estimatedMemoryBytes().ifPresent(bytes -> json.put("estimated_memory_bytes", bytes));
        return json;
    }

    private static Hardware readHardware(JsonNode json) {
        return new Hardware(
                Json.text(json.path("device"))
                        .map(value -> Hardware.Device.valueOf(upper(value)))
                        .orElse(Hardware.Device.ANY),
                Json.text(json.path("min_compute_capability")),
                Json.number(json.path("estimated_memory_bytes")));
    }

    private String relative(Path location) {
        return location.startsWith(cacheDirectory)
                ? cacheDirectory.relativize(location).toString()
                : location.toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
