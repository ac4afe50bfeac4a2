package dev.venom.runtime.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads documents back as a reader of another make would. */
final class Documents {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Documents() {}

    static JsonNode read(String document) {
        assertThat(document).doesNotContain("\n").doesNotContain(":null");
        try {
            return MAPPER.readTree(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + document, e);
        }
    }

    static List<String> fieldsOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
