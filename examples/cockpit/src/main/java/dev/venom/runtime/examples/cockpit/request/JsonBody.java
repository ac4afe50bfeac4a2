package dev.venom.runtime.examples.cockpit.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The JSON object that a request brings. Every complaint names the key. Immutable. */
public final class JsonBody {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads the body.
     *
     * @param context the exchange
     * @param keys every key that is known here
     * @return the body
     * @throws VenomException INVALID_REQUEST if it is no JSON object, or has a key that is not known
     */
    public static JsonBody of(Context context, Set<String> keys) {
        JsonNode tree = parse(context.body());
        if (!tree.isObject()) {
            throw invalid("The body is not a JSON object.", "Send an object such as {\"runtime\":\"vllm\"}.");
        }
        tree.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw invalid(
                        "The key '" + key + "' is not known here.",
                        "Known are: " + String.join(", ", new TreeSet<>(keys)) + ".");
            }
        });
        return new JsonBody(tree);
    }

    /**
     * A text that has to be there.
     *
     * @param key its key
     * @return the text, not blank
     */
    public String required(String key) {
        return text(key)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> invalid("The key '" + key + "' is missing.", "Send it as a text."));
    }

    /**
     * A text.
     *
     * @param key its key
     * @return the text; empty where it is missing or null
     */
    public Optional<String> text(String key) {
        return value(key).map(node -> textOf(key, node));
    }

    /**
     * A switch.
     *
     * @param key its key
     * @return true where it is there and true
     */
    public boolean flag(String key) {
        return value(key)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw invalid("The key '" + key + "' is not true or false.", "Send a boolean.");
                    }
                    return node.booleanValue();
                })
                .orElse(false);
    }

    /**
     * A list of texts.
     *
     * @param key its key
     * @return the texts; none where it is missing
     */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        value(key).ifPresent(node -> {
            if (!node.isArray()) {
                throw invalid("The key '" + key + "' is not a list.", "Send a list of texts.");
            }
            node.forEach(item -> texts.add(textOf(key, item)));
        });
        return List.copyOf(texts);
    }

    /**
     * One of a few words.
     *
     * @param key its key
     * @param type the words, written in lower case
     * @param <E> their type
     * @return the choice; empty where it is missing
     */
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return text(key).map(word -> {
            for (E each : type.getEnumConstants()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return each;
                }
            }
            throw invalid("'" + word + "' is no choice for '" + key + "'.", "Choose another word.");
        });
    }

    private Optional<JsonNode> value(String key) {
        return Optional.ofNullable(object.get(key)).filter(node -> !node.isNull());
    }

    private static String textOf(String key, JsonNode node) {
        if (!node.isTextual()) {
            throw invalid("The key '" + key + "' is not a text.", "Send it in quotes.");
        }
        return node.textValue();
    }

    private static JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw invalid("The body is not JSON.", "Send a JSON object.");
        }
    }

    private static VenomException invalid(String message, String hint) {
        return new VenomException(ErrorCode.INVALID_REQUEST, message, hint);
    }
}
