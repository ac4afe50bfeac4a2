package dev.venom.runtime.core.internal.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A switch that has begun: what it takes to finish or undo it, whoever does. It stands in {@code runtimes/<id>.json}
 * from before the first effect until after the last. Immutable.
 *
 * @param operation whose it is
 * @param phase how far it may have come
 * @param target the model to serve; empty where none is to be served any more
 * @param undoing whether the former model is being brought back, whatever has become of the new one
 * @param formerUp whether the runtime served before
 * @param environment {@code runtimes/<id>.env} as it was
 * @param edits what was changed in files of the host's own
 */
record PendingActivation(
        OperationId operation,
        Phase phase,
        Optional<ActiveModel> target,
        boolean undoing,
        boolean formerUp,
        Map<String, String> environment,
        List<SettingsEdit> edits) {
    /** How far a switch may have come. */
    enum Phase {
        /** The former model is being taken down; files may have been changed after that. */
        STOPPING,
        /** Every file says the new model; the runtime is being brought up with it. */
        STARTING
    }

    PendingActivation {
        environment = Map.copyOf(environment);
        edits = List.copyOf(edits);
    }

    PendingActivation starting() {
        return new PendingActivation(operation, Phase.STARTING, target, undoing, formerUp, environment, edits);
    }

    PendingActivation undone() {
        return new PendingActivation(operation, phase, target, true, formerUp, environment, edits);
    }

    ObjectNode write() {
        ObjectNode json = Json.object()
                .put("operation", operation.value())
                .put("phase", phase.name().toLowerCase(Locale.ROOT));
        target.ifPresent(model -> json.set("target", write(model)));
        json.put("undoing", undoing).put("former_up", formerUp);
        new TreeMap<>(environment).forEach(json.putObject("environment")::put);
        ArrayNode written = json.putArray("edits");
        edits.forEach(edit -> written.add(edit.write()));
        return json;
    }

    /**
     * Reads what {@link #write} made.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    static PendingActivation read(JsonNode json) {
        Map<String, String> environment = new TreeMap<>();
        json.path("environment")
                .properties()
                .forEach(variable ->
                        Json.text(variable.getValue()).ifPresent(text -> environment.put(variable.getKey(), text)));
        return new PendingActivation(
                new OperationId(Json.text(json.path("operation")).orElse("")),
                Phase.valueOf(Json.text(json.path("phase")).orElse("").toUpperCase(Locale.ROOT)),
                Json.object(json.path("target")).map(PendingActivation::readModel),
                json.path("undoing").booleanValue(),
                json.path("former_up").booleanValue(),
                environment,
                Json.objects(json.path("edits")).stream()
                        .map(SettingsEdit::read)
                        .toList());
    }

    private static ObjectNode write(ActiveModel model) {
        return Json.object()
                .put("ref", model.ref().toString())
                .put("name", model.name())
                .put("path", model.path().toString());
    }

    private static ActiveModel readModel(JsonNode json) {
        return new ActiveModel(
                ModelRef.parse(Json.text(json.path("ref")).orElse("")),
                Json.text(json.path("name")).orElse(""),
                Path.of(Json.text(json.path("path")).orElse("")));
    }
}
