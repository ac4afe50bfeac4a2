package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.provider.hf.internal.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads the Hub's description of a model, be it an answer of its own or an element of a search. Confined to one
 * thread.
 */
final class RepoInfoReader {
    private static final int MOST_TAGS = 500;
    private static final int MOST_FINDINGS = 100;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._+-]{1,64}");
    private static final String LICENSE_TAG = "license:";

    private String id = "";
    private String commit = "";
    private boolean gated;
    private boolean disabled;
    private boolean customCode;
    private OptionalLong downloads = OptionalLong.empty();
    private List<String> tags = List.of();
    private Optional<String> license = Optional.empty();
    private OptionalLong parameters = OptionalLong.empty();
    private OptionalLong contextLength = OptionalLong.empty();
    private List<String> architectures = List.of();
    private Optional<String> quantization = Optional.empty();
    private OptionalLong weightBytes = OptionalLong.empty();
    private final List<SiblingReader> siblings = new ArrayList<>();
    private RepoInfo.Scan scan = RepoInfo.Scan.UNKNOWN;

    void read(JsonReader json) {
        json.fields(name -> field(name, json));
    }

    private void field(String name, JsonReader json) {
        switch (name) {
            case "id" -> id = json.text().orElse("");
            case "sha" -> commit = json.text().orElse("");
            case "gated" -> gated = json.isTrue() || json.text().isPresent();
            case "disabled" -> disabled = json.isTrue();
            case "downloads" -> downloads = json.number();
            case "tags" -> tags = json.texts(MOST_TAGS);
            case "cardData" -> inside(json, inner -> card(inner, json));
            case "config" -> inside(json, inner -> config(inner, json));
            case "safetensors" -> inside(json, inner -> safetensors(inner, json));
            case "gguf" -> inside(json, inner -> gguf(inner, json));
            case "transformersInfo" ->
                inside(
                        json,
                        inner -> customCode |=
                                inner.equals("custom_class") && json.text().isPresent());
            case "securityRepoStatus" -> scan(json);
            case "siblings" -> siblings(json);
            default -> {}
        }
    }

    private void siblings(JsonReader json) {
        if (json.isArray()) {
            json.elements(() -> {
                SiblingReader sibling = new SiblingReader();
                sibling.read(json);
                siblings.add(sibling);
            });
        }
    }

    private static void inside(JsonReader json, java.util.function.Consumer<String> handler) {
        if (json.isObject()) {
            json.fields(handler);
        }
    }

    private void card(String name, JsonReader json) {
        if (name.equals("license")) {
            license = json.text().filter(text -> IDENTIFIER.matcher(text).matches());
        }
    }

    private void config(String name, JsonReader json) {
        switch (name) {
            case "architectures" -> architectures = json.texts(16);
            case "auto_map" -> customCode |= json.isObject();
            case "quantization_config" ->
                inside(json, inner -> {
                    if (inner.equals("quant_method")) {
                        quantization = json.text()
                                .filter(text -> IDENTIFIER.matcher(text).matches());
                    }
                });
            default -> {}
        }
    }

    private void safetensors(String name, JsonReader json) {
        if (name.equals("total")) {
            parameters = json.number();
        } else if (name.equals("parameters") && json.isObject()) {
            TensorBytes bytes = new TensorBytes();
            json.fields(dtype -> bytes.add(dtype, json.number()));
            weightBytes = bytes.total();
        }
    }

    private void gguf(String name, JsonReader json) {
        switch (name) {
            case "total" -> parameters = json.number();
            case "context_length" -> contextLength = json.number();
            case "architecture" -> architectures = json.text().map(List::of).orElse(List.of());
            default -> {}
        }
    }

    private void scan(JsonReader json) {
        List<String> suspicious = new ArrayList<>();
        boolean[] done = {false};
        inside(json, name -> {
            if (name.equals("scansDone")) {
                done[0] = json.isTrue();
            } else if (name.equals("filesWithIssues") && json.isArray()) {
                json.elements(() -> finding(json).ifPresent(path -> {
                    if (suspicious.size() < MOST_FINDINGS) {
                        suspicious.add(path);
                    }
                }));
            }
        });
        scan = new RepoInfo.Scan(done[0], suspicious);
    }

    private static Optional<String> finding(JsonReader json) {
        if (!json.isObject()) {
            return json.text();
        }
        List<String> path = new ArrayList<>();
        json.fields(name -> {
            if (name.equals("path")) {
                json.text().ifPresent(path::add);
            }
        });
        return path.stream().findFirst();
    }

    String id() {
        return id;
    }

    String commit() {
        return commit;
    }

    /** The files that the description lists, as far as it describes them. */
    List<SiblingReader> siblings() {
        return List.copyOf(siblings);
    }

    boolean disabled() {
        return disabled;
    }

    OptionalLong downloads() {
        return downloads;
    }

    List<String> tags() {
        return tags;
    }

    OptionalLong weightBytes() {
        return weightBytes;
    }

    RepoInfo info() {
        return new RepoInfo(
                gated,
                customCode || tags.contains("custom_code"),
                license.or(this::licenseTag),
                parameters,
                contextLength,
                architectures,
                quantization,
                scan);
    }

    private Optional<String> licenseTag() {
        return tags.stream()
                .filter(tag -> tag.startsWith(LICENSE_TAG))
                .map(tag -> tag.substring(LICENSE_TAG.length()))
                .filter(text -> IDENTIFIER.matcher(text).matches())
                .findFirst();
    }
}
