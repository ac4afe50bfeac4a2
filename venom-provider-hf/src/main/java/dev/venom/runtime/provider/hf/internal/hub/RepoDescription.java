package dev.venom.runtime.provider.hf.internal.hub;

import static dev.venom.runtime.provider.hf.internal.json.Json.elements;
import static dev.venom.runtime.provider.hf.internal.json.Json.number;
import static dev.venom.runtime.provider.hf.internal.json.Json.text;
import static dev.venom.runtime.provider.hf.internal.json.Json.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Hub's description of a model, be it an answer of its own or an element of a search. Immutable.
 *
 * <pre>
 * {"id", "sha", "gated": false or "auto" or "manual", "disabled", "downloads", "tags": [],
 *  "cardData": {"license"}, "transformersInfo": {"custom_class"},
 *  "config": {"architectures": [], "auto_map": {}, "quantization_config": {"quant_method"}},
 *  "safetensors": {"total", "parameters": {DTYPE: N}}, "gguf": {"total", "context_length", "architecture"},
 *  "securityRepoStatus": {"scansDone", "filesWithIssues": [PATH or {"path"}]}, "siblings": []}
 * </pre>
 *
 * @param id name of the repository; empty where it is not told
 * @param commit which commit is described; empty where it is not told
 * @param disabled true if the Hub gives it to nobody
 * @param downloads of late
 * @param tags of the repository
 * @param weightBytes what the weights weigh, where all types of them are known
 * @param info what else is said about the model
 * @param siblings the files, as far as they are described
 */
record RepoDescription(
        String id,
        String commit,
        boolean disabled,
        OptionalLong downloads,
        List<String> tags,
        OptionalLong weightBytes,
        RepoInfo info,
        List<Sibling> siblings) {
    private static final int MOST_TAGS = 500;
    private static final int MOST_FINDINGS = 100;
    private static final int MOST_ARCHITECTURES = 16;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._+-]{1,64}");
    private static final String LICENSE_TAG = "license:";

    static RepoDescription of(JsonNode json) {
        List<String> tags = texts(json.path("tags"), MOST_TAGS);
        return new RepoDescription(
                text(json.path("id")).orElse(""),
                text(json.path("sha")).orElse(""),
                json.path("disabled").booleanValue(),
                number(json.path("downloads")),
                tags,
                weightBytes(json.path("safetensors").path("parameters")),
                info(json, tags),
                elements(json.path("siblings")).map(Sibling::of).toList());
    }

    private static RepoInfo info(JsonNode json, List<String> tags) {
        JsonNode gated = json.path("gated");
        JsonNode config = json.path("config");
        JsonNode gguf = json.path("gguf");
        boolean hasCode = config.path("auto_map").isObject()
                || json.path("transformersInfo").path("custom_class").isTextual()
                || tags.contains("custom_code");
        return new RepoInfo(
                gated.booleanValue() || gated.isTextual(),
                hasCode,
                identifier(json.path("cardData").path("license")).or(() -> license(tags)),
                either(number(json.path("safetensors").path("total")), number(gguf.path("total"))),
                number(gguf.path("context_length")),
                architectures(config, gguf),
                identifier(config.path("quantization_config").path("quant_method")),
                scan(json.path("securityRepoStatus")));
    }

    private static OptionalLong weightBytes(JsonNode parameters) {
        TensorBytes bytes = new TensorBytes();
        parameters.properties().forEach(type -> bytes.add(type.getKey(), number(type.getValue())));
        return bytes.total();
    }

    private static List<String> architectures(JsonNode config, JsonNode gguf) {
        return text(gguf.path("architecture"))
                .map(List::of)
                .orElseGet(() -> texts(config.path("architectures"), MOST_ARCHITECTURES));
    }

    private static RepoInfo.Scan scan(JsonNode status) {
        List<String> suspicious = elements(status.path("filesWithIssues"))
                .flatMap(finding -> Stream.concat(text(finding).stream(), text(finding.path("path")).stream()))
                .limit(MOST_FINDINGS)
                .toList();
        return new RepoInfo.Scan(status.path("scansDone").booleanValue(), suspicious);
    }

    private static Optional<String> license(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith(LICENSE_TAG))
                .map(tag -> tag.substring(LICENSE_TAG.length()))
                .filter(text -> IDENTIFIER.matcher(text).matches())
                .findFirst();
    }

    private static Optional<String> identifier(JsonNode value) {
        return text(value).filter(word -> IDENTIFIER.matcher(word).matches());
    }

    private static OptionalLong either(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }
}
