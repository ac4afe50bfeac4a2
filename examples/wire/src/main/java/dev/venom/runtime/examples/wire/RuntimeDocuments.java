package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Runtimes: how they are, what they take, and what all of it means. */
public final class RuntimeDocuments {
    private static final int BYTES_OF_A_MEGABYTE_SHIFT = 20;

    private RuntimeDocuments() {}

    /**
     * Several runtimes.
     *
     * @param statuses how they are
     * @return {@code {"runtimes":[...]}}
     */
    public static String list(List<RuntimeStatus> statuses) {
        return JsonLine.begin()
                .objects("runtimes", statuses, RuntimeDocuments::write)
                .end();
    }

    /**
     * One runtime.
     *
     * @param status how it is
     * @return the runtime's object itself
     */
    public static String single(RuntimeStatus status) {
        JsonLine line = JsonLine.begin();
        write(line, status);
        return line.end();
    }

    /**
     * One alert.
     *
     * @param alert what passed its limit, or keeps it again
     * @return the alert's object itself
     */
    public static String alert(Alert alert) {
        JsonLine line = JsonLine.begin();
        write(line, alert);
        return line.end();
    }

    /**
     * One line of a stream that follows runtimes.
     *
     * @param status how one is
     * @return {@code {"type":"runtime","runtime":{...}}}
     */
    public static String event(RuntimeStatus status) {
        return JsonLine.begin()
                .text("type", "runtime")
                .object("runtime", status, RuntimeDocuments::write)
                .end();
    }

    /**
     * One line of a stream that follows alerts.
     *
     * @param alert what passed its limit, or keeps it again
     * @return {@code {"type":"alert","alert":{...}}}
     */
    public static String event(Alert alert) {
        return JsonLine.begin()
                .text("type", "alert")
                .object("alert", alert, RuntimeDocuments::write)
                .end();
    }

    /**
     * A runtime, looked at from all sides.
     *
     * @param diagnosis the findings
     * @return {@code {"runtime":{...},"verdict":"...","sections":[{"name","lines":[]}]}}
     */
    public static String diagnosis(Diagnosis diagnosis) {
        return JsonLine.begin()
                .object("runtime", diagnosis.status(), RuntimeDocuments::write)
                .text("verdict", diagnosis.verdict())
                .objects(
                        "sections",
                        diagnosis.sections(),
                        (line, section) -> line.text("name", section.name()).texts("lines", section.lines()))
                .end();
    }

    private static void write(JsonLine line, RuntimeStatus status) {
        line.text("id", status.id())
                .text("kind", status.kind())
                .word("state", status.state())
                .time("since", status.since())
                .text("reason", status.reason())
                .texts("evidence", status.evidence())
                .text("supervisor", status.supervisor())
                .flag("managed", status.managed());
        status.activeModel().ifPresent(model -> line.object("active_model", model, ModelDocuments::writeRef));
        writeUsage(line, status);
        line.number("restarts", status.restarts()).objects("alerts", status.alerts(), RuntimeDocuments::write);
    }

    private static void writeUsage(JsonLine line, RuntimeStatus status) {
        line.number("memory_mb", megabytes(status.usage().memoryBytes()))
                .text("memory_method", status.usage().memoryMethod())
                .number("vram_mb", megabytes(status.usage().vramBytes()));
        status.usage().cpuPercent().ifPresent(percent -> line.decimal("cpu_percent", percent));
        status.uptime().map(Duration::toSeconds).ifPresent(seconds -> line.number("uptime_seconds", seconds));
    }

    private static void write(JsonLine line, Alert alert) {
        line.text("runtime", alert.runtime())
                .text("kind", alert.resource().name().toLowerCase(Locale.ROOT))
                .decimal("percent", alert.percent())
                .decimal("threshold", alert.threshold())
                .word("state", alert.state());
    }

    private static OptionalLong megabytes(OptionalLong bytes) {
        return bytes.isPresent()
                ? OptionalLong.of(bytes.getAsLong() >> BYTES_OF_A_MEGABYTE_SHIFT)
                : OptionalLong.empty();
    }
}
