package dev.venom.runtime.core.internal.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Journals as JSON:
 *
 * <pre>
 * {"id", "kind", "state", "phase", "lane", "model": {"provider","model","revision"?}?, "runtime"?,
 *  "bytes_done", "bytes_total", "steps": [{"name","state","millis"}], "log": [line],
 *  "error": {"code","message","hint"}?, "created_at", "started_at"?, "ended_at"?, "retry_of"?, "verified": [...],
 *  "request": {...}, "reserved": {"quota_bytes","file_stores":{id:bytes},"copies":{id:bytes}},
 *  "owner": {"host","boot_id","pid","started"}?}
 * </pre>
 *
 * Enums are written in lower case. A journal of a later version may hold more members; they are ignored.
 */
final class OperationCodec {
    private OperationCodec() {}

    static ObjectNode write(OperationRecord record) {
        OperationStatus status = record.status();
        ObjectNode json = Json.object();
        json.put("id", status.id().value());
        json.put("kind", lower(status.kind()));
        json.put("state", lower(status.state()));
        json.put("phase", status.phase());
        json.put("lane", record.lane());
        status.model().ifPresent(model -> json.set("model", writeModel(model)));
        status.runtime().ifPresent(runtime -> json.put("runtime", runtime));
        json.put("bytes_done", status.progress().doneBytes());
        json.put("bytes_total", status.progress().totalBytes());
        ArrayNode steps = json.putArray("steps");
        status.steps().forEach(step -> steps.add(writeStep(step)));
        status.log().forEach(json.putArray("log")::add);
        status.failure().ifPresent(failure -> json.set("error", writeFailure(failure)));
        json.put("created_at", status.createdAt().toString());
        status.startedAt().ifPresent(time -> json.put("started_at", time.toString()));
        status.endedAt().ifPresent(time -> json.put("ended_at", time.toString()));
        status.retryOf().ifPresent(former -> json.put("retry_of", former.value()));
        ArrayNode verified = json.putArray("verified");
        status.verifications().forEach(verification -> verified.add(VerificationCodec.write(verification)));
        json.set("request", record.request());
        json.set("reserved", writeReservation(record.reservation()));
        record.owner().ifPresent(owner -> json.set("owner", writeOwner(owner)));
        return json;
    }

    static OperationRecord read(JsonNode json, Instant seenAt) {
        OperationStatus status = new OperationStatus(
                new OperationId(required(json, "id")),
                OperationKind.valueOf(upper(required(json, "kind"))),
                Json.object(json.path("model")).map(OperationCodec::readModel),
                Json.text(json.path("runtime")),
                OperationState.valueOf(upper(required(json, "state"))),
                required(json, "phase"),
                new Progress(
                        Json.number(json.path("bytes_done")).orElse(0),
                        Json.number(json.path("bytes_total")).orElse(0),
                        OptionalLong.empty(),
                        Optional.empty()),
                Json.objects(json.path("steps")).stream()
                        .map(OperationCodec::readStep)
                        .toList(),
                Json.texts(json.path("log")),
                Json.object(json.path("error")).map(OperationCodec::readFailure),
                Instant.parse(required(json, "created_at")),
                Json.text(json.path("started_at")).map(Instant::parse),
                Json.text(json.path("ended_at")).map(Instant::parse),
                Json.text(json.path("retry_of")).map(OperationId::new),
                Json.objects(json.path("verified")).stream()
                        .map(VerificationCodec::read)
                        .toList());
        return new OperationRecord(
                status,
                required(json, "lane"),
                Json.object(json.path("request")).orElseThrow(() -> missing("request")),
                Json.object(json.path("reserved"))
                        .map(OperationCodec::readReservation)
                        .orElse(Reservation.NONE),
                Json.object(json.path("owner")).map(OperationCodec::readOwner),
                seenAt);
    }

    static ObjectNode writeModel(ModelRef ref) {
        ObjectNode json = Json.object().put("provider", ref.provider()).put("model", ref.name());
        ref.revision().ifPresent(revision -> json.put("revision", revision));
        return json;
    }

    static ModelRef readModel(JsonNode json) {
        return new ModelRef(required(json, "provider"), required(json, "model"), Json.text(json.path("revision")));
    }

    private static ObjectNode writeStep(Step step) {
        return Json.object()
                .put("name", step.name())
                .put("state", lower(step.state()))
                .put("millis", step.elapsed().toMillis());
    }

    private static Step readStep(JsonNode json) {
        return new Step(
                required(json, "name"),
                Step.State.valueOf(upper(required(json, "state"))),
                Duration.ofMillis(Json.number(json.path("millis")).orElse(0)));
    }

    static ObjectNode writeFailure(Failure failure) {
        return Json.object()
                .put("code", failure.code().name())
                .put("message", failure.message())
                .put("hint", failure.hint());
    }

    static Failure readFailure(JsonNode json) {
        return new Failure(
                ErrorCode.valueOf(required(json, "code")),
                required(json, "message"),
                Json.text(json.path("hint")).orElse(""));
    }

    private static ObjectNode writeReservation(Reservation reservation) {
        ObjectNode json = Json.object().put("quota_bytes", reservation.quotaBytes());
        reservation.bytesByFileStore().forEach(json.putObject("file_stores")::put);
        reservation.copiesByFileStore().forEach(json.putObject("copies")::put);
        return json;
    }

    private static Reservation readReservation(JsonNode json) {
        return new Reservation(
                Json.number(json.path("quota_bytes")).orElse(0),
                Json.object(json.path("file_stores"))
                        .map(OperationCodec::readBytes)
                        .orElse(Map.of()),
                Json.object(json.path("copies")).map(OperationCodec::readBytes).orElse(Map.of()));
    }

    private static Map<String, Long> readBytes(JsonNode stores) {
        Map<String, Long> bytes = new TreeMap<>();
        stores.properties()
                .forEach(store ->
                        bytes.put(store.getKey(), Json.number(store.getValue()).orElse(0)));
        return bytes;
    }

    private static ObjectNode writeOwner(ProcessIdentity owner) {
        return Json.object()
                .put("host", owner.host())
                .put("boot_id", owner.bootId())
                .put("pid", owner.pid())
                .put("started", owner.started());
    }

    private static ProcessIdentity readOwner(JsonNode json) {
        return new ProcessIdentity(
                required(json, "host"),
                required(json, "boot_id"),
                Json.number(json.path("pid")).orElse(0),
                Json.number(json.path("started")).orElse(0));
    }

    private static String required(JsonNode json, String name) {
        return Json.text(json.path(name)).orElseThrow(() -> missing(name));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("A journal without '" + name + "'");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
