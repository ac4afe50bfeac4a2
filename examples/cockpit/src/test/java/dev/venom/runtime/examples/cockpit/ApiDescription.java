package dev.venom.runtime.examples.cockpit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document of a Cockpit, which judges documents and itself. */
final class ApiDescription {
    private static final String META = "spec.openapis.org/oas/3.1/schema/2022-10-07";
    private static final String HERE = "urn:venom:cockpit";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final SchemaRegistry strict;

    ApiDescription(String text) throws IOException {
        this.document = JSON.readTree(text);
        String closed = closed(document.deepCopy()).toString();
        this.strict = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(HERE, closed)));
    }

    JsonNode document() {
        return document;
    }

    /** What is wrong with the document as such. */
    List<Error> complaints() throws IOException {
        try (InputStream in = ApiDescription.class.getClassLoader().getResourceAsStream(META)) {
            Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(in));
            return meta.validate(document);
        }
    }

    /** Method and path of everything that it describes. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> routes.add(method.toUpperCase() + " " + path.getKey())));
        return routes;
    }

    /** The answer that it promises for a call. */
    JsonNode answer(String method, String path, int status) {
        JsonNode answer = document.get("paths")
                .path(path)
                .path(method.toLowerCase())
                .path("responses")
                .path(String.valueOf(status));
        return answer.has("$ref") ? document.at(answer.get("$ref").asText().substring(1)) : answer;
    }

    /** What is wrong with a document of that schema; a field that is not described is wrong, too. */
    List<Error> complaints(JsonNode schema, String text) throws IOException {
        String pointer = schema.get("$ref").asText();
        return strict.getSchema(SchemaLocation.of(HERE + pointer)).validate(JSON.readTree(text));
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDescription::closed);
        return node;
    }
}
