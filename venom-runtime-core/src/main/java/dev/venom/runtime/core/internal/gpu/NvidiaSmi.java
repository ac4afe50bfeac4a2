package dev.venom.runtime.core.internal.gpu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads NVIDIA GPUs through the program that comes with the driver, where NVML can't be loaded. It may know fewer fields,
 * end with a warning, or be told nothing by one of its GPUs: what it does say is used, what it does not is told. Immutable.
 */
record NvidiaSmi(Path program, Duration timeout) {
    private static final List<String> FIELDS = List.of(
            "index", "uuid", "name", "memory.total", "memory.used", "memory.free", "compute_cap", "utilization.gpu");
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("Field \"([^\"]+)\" is not a valid field");
    private static final int PROCESS_FIELDS = 3;
    private static final int LONGEST_QUOTE = 200;

    /** Where the program is found on the search path; empty where it is not there. */
    static Optional<NvidiaSmi> on(String searchPath, Duration timeout) {
        for (String directory : searchPath.split(":")) {
            Path program = Path.of(directory).resolve("nvidia-smi");
            if (!directory.isEmpty() && Files.isExecutable(program)) {
                return Optional.of(new NvidiaSmi(program, timeout));
            }
        }
        return Optional.empty();
    }

    GpuReading read() {
        List<String> fields = new ArrayList<>(FIELDS);
        ToolOutput devices = query("--query-gpu=", fields);
        Optional<String> unknown = unknownField(devices, fields);
        while (unknown.isPresent()) {
            fields.remove(unknown.get());
            devices = query("--query-gpu=", fields);
            unknown = unknownField(devices, fields);
        }
        List<String> troubles = new ArrayList<>();
        List<SmiLine> lines = lines(devices, fields);
        tell(devices, fields.size(), lines.isEmpty() ? "nvidia-smi does not tell: " : "nvidia-smi: ")
                .ifPresent(troubles::add);
        if (lines.isEmpty()) {
            return new GpuReading(List.of(), troubles);
        }
        ToolOutput processes = query("--query-compute-apps=", List.of("pid", "used_memory", "gpu_uuid"));
        tell(processes, PROCESS_FIELDS, "nvidia-smi does not tell all of who uses the GPUs: ")
                .ifPresent(troubles::add);
        List<GpuDevice> read = new ArrayList<>();
        for (SmiLine line : lines) {
            read.add(line.device(read.size(), processes.lines()));
        }
        return new GpuReading(read, troubles);
    }

    private ToolOutput query(String what, List<String> fields) {
        return ToolOutput.of(
                List.of(program.toString(), what + String.join(",", fields), "--format=csv,noheader,nounits"), timeout);
    }

    /** An older program knows fewer, and refuses them all because of one. */
    private static Optional<String> unknownField(ToolOutput output, List<String> fields) {
        return output.lines().stream()
                .map(UNKNOWN_FIELD::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(fields::contains)
                .findFirst();
    }

    private static List<SmiLine> lines(ToolOutput output, List<String> fields) {
        return output.lines().stream()
                .flatMap(text -> SmiLine.of(text, fields).stream())
                .toList();
    }

    /** What it says besides what it was asked for, and how it ended. */
    private static Optional<String> tell(ToolOutput output, int fields, String what) {
        Optional<String> words = output.lines().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && SmiLine.split(line).size() != fields)
                .filter(line -> !line.contains("No running processes found"))
                .findFirst()
                .map(line -> line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line);
        return words.or(output::failure).map(what::concat);
    }
}
