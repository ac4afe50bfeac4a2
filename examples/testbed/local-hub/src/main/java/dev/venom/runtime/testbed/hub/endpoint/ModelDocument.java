package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Query;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Describes a model with the properties that a query asks for. */
final class ModelDocument {

    private static final Set<ModelProperty> IN_SEARCH = EnumSet.of(
            ModelProperty.OBJECT_ID,
            ModelProperty.ID,
            ModelProperty.MODEL_ID,
            ModelProperty.PRIVATE,
            ModelProperty.DOWNLOADS,
            ModelProperty.LIKES,
            ModelProperty.TRENDING_SCORE,
            ModelProperty.TAGS,
            ModelProperty.CREATED_AT,
            ModelProperty.PIPELINE_TAG,
            ModelProperty.LIBRARY_NAME);

    private static final Set<ModelProperty> IN_FULL_SEARCH = EnumSet.of(
            ModelProperty.AUTHOR,
            ModelProperty.SHA,
            ModelProperty.GATED,
            ModelProperty.DISABLED,
            ModelProperty.LAST_MODIFIED,
            ModelProperty.SIBLINGS);

    private static final Set<ModelProperty> IN_INFO = EnumSet.complementOf(EnumSet.of(
            ModelProperty.DOWNLOADS_ALL_TIME, ModelProperty.TRENDING_SCORE, ModelProperty.SECURITY_REPO_STATUS));

    private ModelDocument() {}

    /** An element of search results. */
    static ObjectNode inSearch(HubRepository model, Query query) {
        Set<ModelProperty> properties = EnumSet.copyOf(IN_SEARCH);
        if (query.asksFor("full")) {
            properties.addAll(IN_FULL_SEARCH);
        }
        if (query.asksFor("config")) {
            properties.add(ModelProperty.CONFIG);
        }
        if (query.asksFor("cardData")) {
            properties.add(ModelProperty.CARD_DATA);
        }
        return document(model, model.head(), expanded(query).orElse(properties));
    }

    /** Model info. */
    static ObjectNode info(HubRepository model, Commit commit, Query query) {
        Set<ModelProperty> properties = EnumSet.copyOf(IN_INFO);
        if (query.asksFor("securityStatus")) {
            properties.add(ModelProperty.SECURITY_REPO_STATUS);
        }
        ObjectNode document = document(model, commit, expanded(query).orElse(properties));
        if (query.asksFor("blobs") && document.get("siblings") instanceof ArrayNode siblings) {
            siblings.forEach(sibling -> addBlob(sibling, commit));
        }
        return document;
    }

    private static Optional<Set<ModelProperty>> expanded(Query query) {
        List<String> names = query.all("expand");
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Set<ModelProperty> properties = EnumSet.of(ModelProperty.OBJECT_ID, ModelProperty.ID);
        names.forEach(name -> ModelProperty.named(name).ifPresent(properties::add));
        return Optional.of(properties);
    }

    private static ObjectNode document(HubRepository model, Commit commit, Set<ModelProperty> properties) {
        ObjectNode document = JsonAnswer.JSON.createObjectNode();
        properties.forEach(property -> property.put(document, model, commit));
        return document;
    }

    private static void addBlob(JsonNode sibling, Commit commit) {
        HubFile file = commit.file(sibling.path("rfilename").asText()).orElseThrow();
        ObjectNode entry = (ObjectNode) sibling;
        entry.put("size", file.size()).put("blobId", file.oid());
        if (file.isLfs()) {
            entry.set("lfs", FileEntry.lfs(file, "sha256"));
        }
    }
}
