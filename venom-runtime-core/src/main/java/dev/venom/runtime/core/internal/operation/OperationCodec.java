package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.core.internal.json.JsonObject;
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

    static JsonObject write(OperationRecord record) {
        OperationStatus status = record.status();
        return JsonObject.builder()
                .text("id", status.id().value())
                .text("kind", lower(status.kind()))
                .text("state", lower(status.state()))
                .text("phase", status.phase())
                .text("lane", record.lane())
                .object("model", status.model().map(OperationCodec::writeModel))
                .text("runtime", status.runtime())
                .number("bytes_done", status.progress().doneBytes())
                .number("bytes_total", status.progress().totalBytes())
                .objects(
                        "steps",
                        status.steps().stream().map(OperationCodec::writeStep).toList())
                .texts("log", status.log())
                .object("error", status.failure().map(OperationCodec::writeFailure))
                .text("created_at", status.createdAt().toString())
                .text("started_at", status.startedAt().map(Instant::toString))
                .text("ended_at", status.endedAt().map(Instant::toString))
                .text("retry_of", status.retryOf().map(OperationId::value))
                .objects(
                        "verified",
                        status.verifications().stream()
                                .map(VerificationCodec::write)
                                .toList())
                .object("request", record.request())
                .object("reserved", writeReservation(record.reservation()))
                .object("owner", record.owner().map(OperationCodec::writeOwner))
                .build();
    }

    static OperationRecord read(JsonObject json, Instant seenAt) {
        OperationStatus status = new OperationStatus(
                new OperationId(required(json, "id")),
                OperationKind.valueOf(upper(required(json, "kind"))),
                json.object("model").map(OperationCodec::readModel),
                json.text("runtime"),
                OperationState.valueOf(upper(required(json, "state"))),
                required(json, "phase"),
                new Progress(
                        json.number("bytes_done").orElse(0),
                        json.number("bytes_total").orElse(0),
                        OptionalLong.empty(),
                        Optional.empty()),
                json.objects("steps").stream().map(OperationCodec::readStep).toList(),
                json.texts("log"),
                json.object("error").map(OperationCodec::readFailure),
                Instant.parse(required(json, "created_at")),
                json.text("started_at").map(Instant::parse),
                json.text("ended_at").map(Instant::parse),
                json.text("retry_of").map(OperationId::new),
                json.objects("verified").stream().map(VerificationCodec::read).toList());
        return new OperationRecord(
                status,
                required(json, "lane"),
                json.object("request").orElseThrow(() -> missing("request")),
                json.object("reserved").map(OperationCodec::readReservation).orElse(Reservation.NONE),
                json.object("owner").map(OperationCodec::readOwner),
                seenAt);
    }

    static JsonObject writeModel(ModelRef ref) {
        return JsonObject.builder()
                .text("provider", ref.provider())
                .text("model", ref.name())
                .text("revision", ref.revision())
                .build();
    }

    static ModelRef readModel(JsonObject json) {
        return new ModelRef(required(json, "provider"), required(json, "model"), json.text("revision"));
    }

    private static JsonObject writeStep(Step step) {
        return JsonObject.builder()
                .text("name", step.name())
                .text("state", lower(step.state()))
                .number("millis", step.elapsed().toMillis())
                .build();
    }

    private static Step readStep(JsonObject json) {
        return new Step(
                required(json, "name"),
                Step.State.valueOf(upper(required(json, "state"))),
                Duration.ofMillis(json.number("millis").orElse(0)));
    }

    static JsonObject writeFailure(Failure failure) {
        return JsonObject.builder()
                .text("code", failure.code().name())
                .text("message", failure.message())
                .text("hint", failure.hint())
                .build();
    }

    static Failure readFailure(JsonObject json) {
        return new Failure(
                ErrorCode.valueOf(required(json, "code")),
                required(json, "message"),
                json.text("hint").orElse(""));
    }

    private static JsonObject writeReservation(Reservation reservation) {
        return JsonObject.builder()
                .number("quota_bytes", reservation.quotaBytes())
                .object("file_stores", writeBytes(reservation.bytesByFileStore()))
                .object("copies", writeBytes(reservation.copiesByFileStore()))
                .build();
    }

    private static JsonObject writeBytes(Map<String, Long> bytesByFileStore) {
        JsonObject.Builder stores = JsonObject.builder();
        bytesByFileStore.forEach(stores::number);
        return stores.build();
    }

    private static Reservation readReservation(JsonObject json) {
        return new Reservation(
                json.number("quota_bytes").orElse(0),
                json.object("file_stores").map(OperationCodec::readBytes).orElse(Map.of()),
                json.object("copies").map(OperationCodec::readBytes).orElse(Map.of()));
    }

    private static Map<String, Long> readBytes(JsonObject stores) {
        Map<String, Long> bytes = new TreeMap<>();
        stores.members()
                .forEach((store, value) -> bytes.put(store, value.asNumber().orElse(0)));
        return bytes;
    }

    private static JsonObject writeOwner(ProcessIdentity owner) {
        return JsonObject.builder()
                .text("host", owner.host())
                .text("boot_id", owner.bootId())
                .number("pid", owner.pid())
                .number("started", owner.started())
                .build();
    }

    private static ProcessIdentity readOwner(JsonObject json) {
        return new ProcessIdentity(
                required(json, "host"),
                required(json, "boot_id"),
                json.number("pid").orElse(0),
                json.number("started").orElse(0));
    }

    private static String required(JsonObject json, String name) {
        return json.text(name).orElseThrow(() -> missing(name));
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
