package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
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

    JsonObject write() {
        JsonObject.Builder variables = JsonObject.builder();
        new TreeMap<>(environment).forEach(variables::text);
        return JsonObject.builder()
                .text("operation", operation.value())
                .text("phase", phase.name().toLowerCase(Locale.ROOT))
                .object("target", target.map(PendingActivation::write))
                .flag("undoing", undoing)
                .flag("former_up", formerUp)
                .object("environment", variables.build())
                .objects("edits", edits.stream().map(SettingsEdit::write).toList())
                .build();
    }

    /**
     * Reads what {@link #write} made.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    static PendingActivation read(JsonObject json) {
        Map<String, String> environment = new TreeMap<>();
        json.object("environment")
                .ifPresent(variables -> variables
                        .members()
                        .forEach((name, value) -> text(value).ifPresent(word -> environment.put(name, word))));
        return new PendingActivation(
                new OperationId(json.text("operation").orElse("")),
                Phase.valueOf(json.text("phase").orElse("").toUpperCase(Locale.ROOT)),
                json.object("target").map(PendingActivation::readModel),
                json.flag("undoing").orElse(false),
                json.flag("former_up").orElse(false),
                environment,
                json.objects("edits").stream().map(SettingsEdit::read).toList());
    }

    private static Optional<String> text(JsonValue value) {
        return value.asText();
    }

    private static JsonObject write(ActiveModel model) {
        return JsonObject.builder()
                .text("ref", model.ref().toString())
                .text("name", model.name())
                .text("path", model.path().toString())
                .build();
    }

    private static ActiveModel readModel(JsonObject json) {
        return new ActiveModel(
                ModelRef.parse(json.text("ref").orElse("")),
                json.text("name").orElse(""),
                Path.of(json.text("path").orElse("")));
    }
}
