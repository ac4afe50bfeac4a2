package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.repository.Access;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A property of a model in search results and model info, with the way to find its value. */
enum ModelProperty {
    OBJECT_ID("_id", (model, commit) -> text(ContentDigest.sha1(model.id()).substring(0, 24))),
    ID("id", (model, commit) -> text(model.id())),
    MODEL_ID("modelId", (model, commit) -> text(model.id())),
    AUTHOR("author", (model, commit) -> model.author().isEmpty() ? Optional.empty() : text(model.author())),
    SHA("sha", (model, commit) -> text(commit.id())),
    LAST_MODIFIED("lastModified", (model, commit) -> text(Timestamps.of(commit.date()))),
    CREATED_AT("createdAt", (model, commit) -> text(Timestamps.of(model.createdAt()))),
    PRIVATE("private", (model, commit) -> flag(model.access() == Access.PRIVATE)),
    GATED("gated", (model, commit) -> gated(model.access())),
    DISABLED("disabled", (model, commit) -> flag(model.access() == Access.DISABLED)),
    DOWNLOADS("downloads", (model, commit) -> number(model.facts().downloads())),
    DOWNLOADS_ALL_TIME(
            "downloadsAllTime", (model, commit) -> number(model.facts().downloads())),
    LIKES("likes", (model, commit) -> number(model.facts().likes())),
    TRENDING_SCORE("trendingScore", (model, commit) -> number(model.facts().likes())),
    LIBRARY_NAME("library_name", (model, commit) -> model.facts().libraryName().flatMap(ModelProperty::text)),
    PIPELINE_TAG("pipeline_tag", (model, commit) -> model.facts().pipelineTag().flatMap(ModelProperty::text)),
    TAGS("tags", (model, commit) -> tags(model)),
    CARD_DATA("cardData", (model, commit) -> cardData(model)),
    CONFIG("config", (model, commit) -> ConfigSummary.of(commit)),
    SAFETENSORS("safetensors", (model, commit) -> safetensors(SafetensorsSummary.of(model, commit))),
    GGUF("gguf", (model, commit) -> gguf(model)),
    SIBLINGS("siblings", (model, commit) -> siblings(commit)),
    USED_STORAGE(
            "usedStorage",
            (model, commit) -> number(
                    commit.files().values().stream().mapToLong(HubFile::size).sum())),
    SECURITY_REPO_STATUS("securityRepoStatus", (model, commit) -> security(model));

    private final String wireName;
    private final BiFunction<HubRepository, Commit, Optional<JsonNode>> value;

    ModelProperty(String wireName, BiFunction<HubRepository, Commit, Optional<JsonNode>> value) {
        this.wireName = wireName;
        this.value = value;
    }

    /** The property of this name; empty if the name means nothing here. */
    static Optional<ModelProperty> named(String wireName) {
        return Arrays.stream(values())
                .filter(property -> property.wireName.equals(wireName))
                .findFirst();
    }

    /** Sets the property, if it has a value. */
    void put(ObjectNode document, HubRepository model, Commit commit) {
        value.apply(model, commit).ifPresent(known -> document.set(wireName, known));
    }

    private static Optional<JsonNode> text(String value) {
        return Optional.of(JsonNodeFactory.instance.textNode(value));
    }

    private static Optional<JsonNode> number(long value) {
        return Optional.of(JsonNodeFactory.instance.numberNode(value));
    }

    private static Optional<JsonNode> flag(boolean value) {
        return Optional.of(JsonNodeFactory.instance.booleanNode(value));
    }

    private static Optional<JsonNode> gated(Access access) {
        return switch (access) {
            case GATED_AUTO -> text("auto");
            case GATED_MANUAL -> text("manual");
            default -> flag(false);
        };
    }

    private static Optional<JsonNode> tags(HubRepository model) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        model.facts().tags().forEach(tags::add);
        return Optional.of(tags);
    }

    private static Optional<JsonNode> cardData(HubRepository model) {
        ObjectNode card = JsonNodeFactory.instance.objectNode();
        model.facts().license().ifPresent(license -> card.put("license", license));
        model.facts().libraryName().ifPresent(library -> card.put("library_name", library));
        model.facts().pipelineTag().ifPresent(task -> card.put("pipeline_tag", task));
        return card.isEmpty() ? Optional.empty() : Optional.of(card);
    }

    private static Optional<JsonNode> safetensors(Map<String, Long> parameters) {
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        parameters.forEach(summary.putObject("parameters")::put);
        summary.put(
                "total", parameters.values().stream().mapToLong(Long::longValue).sum());
        return Optional.of(summary);
    }

    private static Optional<JsonNode> gguf(HubRepository model) {
        return model.facts()
                .gguf()
                .map(facts -> JsonNodeFactory.instance
                        .objectNode()
                        .put("total", facts.parameters())
                        .put("architecture", facts.architecture())
                        .put("context_length", facts.contextLength()));
    }

    private static Optional<JsonNode> siblings(Commit commit) {
        ArrayNode siblings = JsonNodeFactory.instance.arrayNode();
        commit.files().keySet().forEach(path -> siblings.addObject().put("rfilename", path));
        return Optional.of(siblings);
    }

    private static Optional<JsonNode> security(HubRepository model) {
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("scansDone", true);
        ArrayNode issues = status.putArray("filesWithIssues");
        model.facts()
                .securityStatuses()
                .forEach((path, level) -> issues.addObject().put("path", path).put("level", level));
        return Optional.of(status);
    }
}
