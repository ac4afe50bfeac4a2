package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Writes trees as UTF-8, members in their order: equal trees give equal bytes. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private JsonWriter() {}

    /** A document on one line, without its end. */
    public static byte[] compact(JsonNode root) {
        return bytes(generator -> write(root, generator));
    }

    /** A document for people: two blanks for each level, a line feed at the end. */
    public static byte[] indented(JsonNode root) {
        // Not the platform's line end: a cache moves between systems.
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return bytes(generator -> {
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            write(root, generator);
            generator.writeRaw('\n');
        });
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            content.writeTo(generator);
        } catch (IOException impossible) {
            throw new AssertionError("Writing memory can't fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonNode value, JsonGenerator generator) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    generator.writeFieldName(member.getKey());
                    write(member.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode element : value) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(value.textValue());
            case NUMBER -> generator.writeNumber(value.asText());
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            default -> generator.writeNull();
        }
    }

    private interface Content {
        void writeTo(JsonGenerator generator) throws IOException;
    }
}
