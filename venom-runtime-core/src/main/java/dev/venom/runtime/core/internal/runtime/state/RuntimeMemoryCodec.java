package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
final class RuntimeMemoryCodec {
    private static final long SCHEMA_VERSION = 1;

    private RuntimeMemoryCodec() {}

    static JsonObject write(RuntimeMemory memory) {
        Conduct conduct = memory.conduct();
        JsonObject.Builder supervisors = JsonObject.builder();
        new TreeMap<>(memory.supervisors()).forEach((id, facts) -> supervisors.object(id, writeFacts(facts)));
        return JsonObject.builder()
                .number("schema_version", SCHEMA_VERSION)
                .text("wanted", conduct.wanted().map(RuntimeMemoryCodec::lower))
                .object("active", memory.active().map(RuntimeMemoryCodec::writeModel))
                .object("previous", memory.previous().map(RuntimeMemoryCodec::writeModel))
                .number("restarts", conduct.restarts())
                .text("proved_at", conduct.provedAt().map(Instant::toString))
                .object("given_up", conduct.givenUp().map(RuntimeMemoryCodec::writeGivenUp))
                .object("under_way", conduct.underWay().map(RuntimeMemoryCodec::writeUnderWay))
                .object("log", memory.log().map(RuntimeMemoryCodec::writeLog))
                .object("supervisors", supervisors.build())
                .object("found", memory.finding().map(RuntimeMemoryCodec::writeFinding))
                .object("activation", memory.activation())
                .objects(
                        "elsewhere",
                        memory.elsewhere().stream()
                                .map(RuntimeMemoryCodec::write)
                                .toList())
                .build();
    }

    static RuntimeMemory read(JsonObject json) {
        Map<String, Map<String, String>> supervisors = new TreeMap<>();
        json.object("supervisors")
                .ifPresent(all -> all.members()
                        .forEach((id, facts) ->
                                facts.asObject().ifPresent(known -> supervisors.put(id, readFacts(known)))));
        return new RuntimeMemory(
                json.object("active").map(RuntimeMemoryCodec::readModel),
                json.object("previous").map(RuntimeMemoryCodec::readModel),
                readConduct(json),
                supervisors,
                json.object("found").map(RuntimeMemoryCodec::readFinding),
                json.object("log").map(RuntimeMemoryCodec::readLog),
                json.object("activation"),
                json.objects("elsewhere").stream().map(RuntimeMemoryCodec::read).toList());
    }

    private static Conduct readConduct(JsonObject json) {
        return new Conduct(
                json.text("wanted").map(word -> WantedState.valueOf(upper(word))),
                json.object("under_way").map(RuntimeMemoryCodec::readUnderWay),
                json.text("proved_at").map(Instant::parse),
                (int) json.number("restarts").orElse(0),
                json.object("given_up").map(RuntimeMemoryCodec::readGivenUp));
    }

    private static JsonObject writeUnderWay(UnderWay work) {
        return JsonObject.builder()
                .text("change", lower(work.change()))
                .text("operation", work.operation().value())
                .text("host", work.owner().host())
                .text("boot_id", work.owner().bootId())
                .number("pid", work.owner().pid())
                .number("started", work.owner().started())
                .build();
    }

    private static UnderWay readUnderWay(JsonObject json) {
        return new UnderWay(
                UnderWay.Change.valueOf(upper(required(json, "change"))),
                new OperationId(required(json, "operation")),
                new ProcessIdentity(
                        required(json, "host"),
                        required(json, "boot_id"),
                        json.number("pid").orElse(0),
                        json.number("started").orElse(0)));
    }

    private static JsonObject writeLog(LogPlace place) {
        return JsonObject.builder()
                .text("file", place.file().toString())
                .number("begin", place.begin())
                .build();
    }

    private static LogPlace readLog(JsonObject json) {
        return new LogPlace(
                Path.of(required(json, "file")), json.number("begin").orElse(0));
    }

    private static JsonObject writeModel(ActiveModel model) {
        return JsonObject.builder()
                .text("provider", model.ref().provider())
                .text("model", model.ref().name())
                .text("revision", model.ref().revision())
                .text("name", model.name())
                .text("path", model.path().toString())
                .build();
    }

    private static ActiveModel readModel(JsonObject json) {
        ModelRef ref = new ModelRef(required(json, "provider"), required(json, "model"), json.text("revision"));
        return new ActiveModel(ref, required(json, "name"), Path.of(required(json, "path")));
    }

    private static JsonObject writeGivenUp(GivenUp givenUp) {
        return JsonObject.builder()
                .text("at", givenUp.at().toString())
                .text("reason", givenUp.reason())
                .build();
    }

    private static GivenUp readGivenUp(JsonObject json) {
        return new GivenUp(Instant.parse(required(json, "at")), required(json, "reason"));
    }

    private static JsonObject writeFacts(Map<String, String> facts) {
        JsonObject.Builder json = JsonObject.builder();
        new TreeMap<>(facts).forEach(json::text);
        return json.build();
    }

    private static Map<String, String> readFacts(JsonObject json) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
            member.getValue().asText().ifPresent(text -> facts.put(member.getKey(), text));
        }
        return facts;
    }

    private static JsonObject writeFinding(Finding finding) {
        return JsonObject.builder()
                .text("kind", finding.kind())
                .text("base_url", finding.baseUri().toString())
                .text("owner", finding.owner())
                .text("supervisor", finding.supervisor())
                .text("unit", finding.unit())
                .text("scope", lower(finding.scope()))
                .text("seen_at", finding.seenAt().toString())
                .build();
    }

    private static Finding readFinding(JsonObject json) {
        return new Finding(
                required(json, "kind"),
                URI.create(required(json, "base_url")),
                required(json, "owner"),
                json.text("supervisor"),
                json.text("unit"),
                json.text("scope")
                        .map(word -> RuntimeSpec.Scope.valueOf(upper(word)))
                        .orElse(RuntimeSpec.Scope.SYSTEM),
                Instant.parse(required(json, "seen_at")));
    }

    private static String required(JsonObject json, String name) {
        return Optional.of(name)
                .flatMap(json::text)
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + name + "'"));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
