package dev.venom.runtime.core.internal.runtime.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code runtimes/<id>.json}:
 *
 * <pre>
 * {"schema_version":1, "wanted":"up|down"?, "active":MODEL?, "previous":MODEL?, "restarts":n,
 *  "proved_at"?, "given_up":{"at","reason"}?,
 *  "under_way":{"change":"starting|stopping","operation","host","boot_id","pid","started"}?,
 *  "log":{"file","begin"}?, "supervisors":{id:{name:value}},
 *  "found":{"kind","base_url","owner","supervisor"?,"unit"?,"scope","seen_at"}?, "activation":{...}?, "elsewhere":[{...}]}
 * MODEL = {"provider","model","revision"?,"name","path"}
 * </pre>
 *
 * A file of a later version may hold more members; they are ignored.
 */
final class RuntimeRecordCodec {
    private static final long SCHEMA_VERSION = 1;

    private RuntimeRecordCodec() {}

    static ObjectNode write(RuntimeRecord memory) {
        LifecycleState lifecycle = memory.lifecycle();
        ObjectNode json = Json.object().put("schema_version", SCHEMA_VERSION);
        lifecycle.wanted().ifPresent(wanted -> json.put("wanted", lower(wanted)));
        memory.active().ifPresent(model -> json.set("active", writeModel(model)));
        memory.previous().ifPresent(model -> json.set("previous", writeModel(model)));
        json.put("restarts", (long) lifecycle.restarts());
        lifecycle.provedAt().ifPresent(time -> json.put("proved_at", time.toString()));
        lifecycle.givenUp().ifPresent(givenUp -> json.set("given_up", writeGivenUp(givenUp)));
        lifecycle.underWay().ifPresent(work -> json.set("under_way", writeUnderWay(work)));
        memory.log().ifPresent(place -> json.set("log", writeLog(place)));
        ObjectNode supervisors = json.putObject("supervisors");
        new TreeMap<>(memory.supervisors())
                .forEach((id, facts) -> new TreeMap<>(facts).forEach(supervisors.putObject(id)::put));
        memory.finding().ifPresent(finding -> json.set("found", writeFinding(finding)));
        memory.activation().ifPresent(activation -> json.set("activation", activation));
        ArrayNode elsewhere = json.putArray("elsewhere");
        memory.elsewhere().forEach(other -> elsewhere.add(write(other)));
        return json;
    }

    static RuntimeRecord read(JsonNode json) {
        Map<String, Map<String, String>> supervisors = new TreeMap<>();
        json.path("supervisors")
                .properties()
                .forEach(supervisor -> Json.object(supervisor.getValue())
                        .ifPresent(facts -> supervisors.put(supervisor.getKey(), readFacts(facts))));
        return new RuntimeRecord(
                Json.object(json.path("active")).map(RuntimeRecordCodec::readModel),
                Json.object(json.path("previous")).map(RuntimeRecordCodec::readModel),
                readLifecycle(json),
                supervisors,
                Json.object(json.path("found")).map(RuntimeRecordCodec::readFinding),
                Json.object(json.path("log")).map(RuntimeRecordCodec::readLog),
                Json.object(json.path("activation")),
                Json.objects(json.path("elsewhere")).stream()
                        .map(RuntimeRecordCodec::read)
                        .toList());
    }

    private static LifecycleState readLifecycle(JsonNode json) {
        return new LifecycleState(
                Json.text(json.path("wanted")).map(word -> WantedState.valueOf(upper(word))),
                Json.object(json.path("under_way")).map(RuntimeRecordCodec::readUnderWay),
                Json.text(json.path("proved_at")).map(Instant::parse),
                (int) Json.number(json.path("restarts")).orElse(0),
                Json.object(json.path("given_up")).map(RuntimeRecordCodec::readGivenUp));
    }

    private static ObjectNode writeUnderWay(OngoingChange work) {
        return Json.object()
                .put("change", lower(work.change()))
                .put("operation", work.operation().value())
                .put("host", work.owner().host())
                .put("boot_id", work.owner().bootId())
                .put("pid", work.owner().pid())
                .put("started", work.owner().started());
    }

    private static OngoingChange readUnderWay(JsonNode json) {
        return new OngoingChange(
                OngoingChange.Change.valueOf(upper(Json.requiredText(json, "change"))),
                new OperationId(Json.requiredText(json, "operation")),
                new ProcessIdentity(
                        Json.requiredText(json, "host"),
                        Json.requiredText(json, "boot_id"),
                        Json.number(json.path("pid")).orElse(0),
                        Json.number(json.path("started")).orElse(0)));
    }

    private static ObjectNode writeLog(LogPosition place) {
        return Json.object().put("file", place.file().toString()).put("begin", place.begin());
    }

    private static LogPosition readLog(JsonNode json) {
        return new LogPosition(
                Path.of(Json.requiredText(json, "file")),
                Json.number(json.path("begin")).orElse(0));
    }

    private static ObjectNode writeModel(ActiveModel model) {
        ObjectNode json = Json.object()
                .put("provider", model.ref().provider())
                .put("model", model.ref().name());
        model.ref().revision().ifPresent(revision -> json.put("revision", revision));
        return json.put("name", model.name()).put("path", model.path().toString());
    }

    private static ActiveModel readModel(JsonNode json) {
        ModelRef ref = new ModelRef(
                Json.requiredText(json, "provider"),
                Json.requiredText(json, "model"),
                Json.text(json.path("revision")));
        return new ActiveModel(ref, Json.requiredText(json, "name"), Path.of(Json.requiredText(json, "path")));
    }

    private static ObjectNode writeGivenUp(GivenUp givenUp) {
        return Json.object().put("at", givenUp.at().toString()).put("reason", givenUp.reason());
    }

    private static GivenUp readGivenUp(JsonNode json) {
        return new GivenUp(Instant.parse(Json.requiredText(json, "at")), Json.requiredText(json, "reason"));
    }

    private static Map<String, String> readFacts(JsonNode json) {
        Map<String, String> facts = new LinkedHashMap<>();
        json.properties().forEach(fact -> Json.text(fact.getValue()).ifPresent(text -> facts.put(fact.getKey(), text)));
        return facts;
    }

    private static ObjectNode writeFinding(DiscoveredRuntime finding) {
        ObjectNode json = Json.object()
                .put("kind", finding.kind())
                .put("base_url", finding.baseUri().toString())
                .put("owner", finding.owner());
        finding.supervisor().ifPresent(supervisor -> json.put("supervisor", supervisor));
        finding.unit().ifPresent(unit -> json.put("unit", unit));
        return json.put("scope", lower(finding.scope()))
                .put("seen_at", finding.seenAt().toString());
    }

    private static DiscoveredRuntime readFinding(JsonNode json) {
        return new DiscoveredRuntime(
                Json.requiredText(json, "kind"),
                URI.create(Json.requiredText(json, "base_url")),
                Json.requiredText(json, "owner"),
                Json.text(json.path("supervisor")),
                Json.text(json.path("unit")),
                Json.text(json.path("scope"))
                        .map(word -> RuntimeSpec.Scope.valueOf(upper(word)))
                        .orElse(RuntimeSpec.Scope.SYSTEM),
                Instant.parse(Json.requiredText(json, "seen_at")));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
