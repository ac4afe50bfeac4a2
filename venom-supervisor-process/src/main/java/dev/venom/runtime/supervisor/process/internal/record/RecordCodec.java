package dev.venom.runtime.supervisor.process.internal.record;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a record as names and values, and reads it again. A process is {@code pid:startTicks:bootId}. */
final class RecordCodec {
    private static final String PHASE = "phase";
    private static final String SINCE = "since";
    private static final String REASON = "reason";
    private static final String EXIT_CODE = "exit_code";
    private static final String ACTOR = "actor";
    private static final String MARKER = "marker";
    private static final String USER = "user_id";
    private static final String TITLE_PREFIX = "title_prefix";
    private static final String LAUNCH_GROUP = "launch_group";
    private static final String LEADER = "leader";
    private static final String SUCCESSOR = "successor";
    private static final String ESCAPED = "escaped";
    private static final String ENDS_WITH = "ends_with";

    private RecordCodec() {}

    static Map<String, String> write(RuntimeRecord kept) {
        Map<String, String> facts = new LinkedHashMap<>();
        write(kept.standing(), facts);
        kept.mark().ifPresent(mark -> write(mark, facts));
        kept.leader().ifPresent(leader -> facts.put(LEADER, text(leader)));
        kept.successor().ifPresent(server -> facts.put(SUCCESSOR, text(server)));
        if (!kept.escaped().isEmpty()) {
            facts.put(ESCAPED, kept.escaped().stream().map(RecordCodec::text).collect(Collectors.joining(" ")));
        }
        kept.endsWith().ifPresent(host -> facts.put(ENDS_WITH, text(host)));
        return facts;
    }

    private static void write(RuntimePhase standing, Map<String, String> facts) {
        facts.put(PHASE, standing.phase().name().toLowerCase(Locale.ROOT));
        facts.put(SINCE, standing.since().toString());
        facts.put(REASON, standing.reason());
        standing.exitCode().ifPresent(code -> facts.put(EXIT_CODE, Integer.toString(code)));
        standing.actor().ifPresent(actor -> facts.put(ACTOR, text(actor)));
    }

    private static void write(LaunchMark mark, Map<String, String> facts) {
        facts.put(MARKER, mark.marker());
        facts.put(USER, Long.toString(mark.userId()));
        mark.titlePrefix().ifPresent(prefix -> facts.put(TITLE_PREFIX, prefix));
        mark.launchGroup().ifPresent(group -> facts.put(LAUNCH_GROUP, group));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException where it is something else
     */
    static RuntimeRecord read(Map<String, String> facts) {
        return new RuntimeRecord(
                standing(facts),
                given(facts, MARKER).map(marker -> mark(marker, facts)),
                given(facts, LEADER).map(RecordCodec::process),
                given(facts, SUCCESSOR).map(RecordCodec::process),
                given(facts, ESCAPED).map(RecordCodec::processes).orElse(Set.of()),
                given(facts, ENDS_WITH).map(RecordCodec::process));
    }

    private static RuntimePhase standing(Map<String, String> facts) {
        return new RuntimePhase(
                Phase.valueOf(needed(facts, PHASE).toUpperCase(Locale.ROOT)),
                instant(needed(facts, SINCE)),
                facts.getOrDefault(REASON, ""),
                given(facts, EXIT_CODE)
                        .map(code -> OptionalInt.of(Integer.parseInt(code)))
                        .orElse(OptionalInt.empty()),
                given(facts, ACTOR).map(RecordCodec::process));
    }

    private static LaunchMark mark(String marker, Map<String, String> facts) {
        return new LaunchMark(
                marker, Long.parseLong(needed(facts, USER)), given(facts, TITLE_PREFIX), given(facts, LAUNCH_GROUP));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("Not a time: " + text, malformed);
        }
    }

    private static Set<ProcessRef> processes(String text) {
        return Stream.of(text.split(" ")).map(RecordCodec::process).collect(Collectors.toUnmodifiableSet());
    }

    private static String text(ProcessRef process) {
        return process.pid() + ":" + process.startTicks() + ":" + process.bootId();
    }

    private static ProcessRef process(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("Not a process: " + text);
        }
        return new ProcessRef(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    private static Optional<String> given(Map<String, String> facts, String name) {
        return Optional.ofNullable(facts.get(name));
    }

    private static String needed(Map<String, String> facts, String name) {
        return given(facts, name).orElseThrow(() -> new IllegalArgumentException("Without " + name));
    }
}
