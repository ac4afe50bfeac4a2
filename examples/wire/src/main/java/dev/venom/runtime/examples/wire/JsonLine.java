package dev.venom.runtime.examples.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Builds one JSON object on one line. Unknown values are left out, never null; times are ISO-8601 in UTC, to
 * the millisecond. Confined to one thread.
 *
 * <p>It writes through the streaming generator alone: a data binder would cost a short command more start-up time than
 * all the rest of it.
 */
final class JsonLine {
    private static final double MEGABYTE = 1e6;
    private static final double MEGABYTES_OF_A_GIGABYTE = 1e3;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator generator;

    private JsonLine() {
        try {
            generator = FACTORY.createGenerator(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonLine begin() {
        return new JsonLine().write(JsonGenerator::writeStartObject);
    }

    String end() {
        write(JsonGenerator::writeEndObject).write(JsonGenerator::close);
        return text.toString();
    }

    JsonLine text(String name, String value) {
        return write(json -> json.writeStringField(name, value));
    }

    JsonLine text(String name, Optional<String> value) {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    JsonLine word(String name, Enum<?> value) {
        return text(name, value.name().toLowerCase(Locale.ROOT));
    }

    JsonLine time(String name, Instant value) {
        return text(name, value.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    JsonLine time(String name, Optional<Instant> value) {
        return value.isPresent() ? time(name, value.get()) : this;
    }

    JsonLine number(String name, long value) {
        return write(json -> json.writeNumberField(name, value));
    }

    JsonLine number(String name, OptionalLong value) {
        return value.isPresent() ? number(name, value.getAsLong()) : this;
    }

    /** To a tenth: more would be noise. */
    JsonLine decimal(String name, double value) {
        return write(json -> json.writeNumberField(name, Math.round(value * 10) / 10.0));
    }

    /** In units of 10^9 bytes, to the megabyte. */
    JsonLine gigabytes(String name, long bytes) {
        return write(json -> json.writeNumberField(name, Math.round(bytes / MEGABYTE) / MEGABYTES_OF_A_GIGABYTE));
    }

    JsonLine flag(String name, boolean value) {
        return write(json -> json.writeBooleanField(name, value));
    }

    JsonLine texts(String name, Collection<String> values) {
        return write(json -> {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    <T> JsonLine object(String name, T item, Fields<T> fields) {
        return write(json -> {
            json.writeObjectFieldStart(name);
            fields.write(this, item);
            json.writeEndObject();
        });
    }

    <T> JsonLine objects(String name, Collection<T> items, Fields<T> fields) {
        return write(json -> {
            json.writeArrayFieldStart(name);
            for (T item : items) {
                json.writeStartObject();
                fields.write(this, item);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private JsonLine write(Writing writing) {
        try {
            writing.to(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes the fields of one kind of object. */
    @FunctionalInterface
    interface Fields<T> {
        void write(JsonLine line, T item);
    }

    /** A step of the generator, which may fail as if it wrote to a file. */
    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }
}
