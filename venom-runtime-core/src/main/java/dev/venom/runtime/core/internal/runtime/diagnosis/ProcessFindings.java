package dev.venom.runtime.core.internal.runtime.diagnosis;

import dev.venom.runtime.api.runtime.ResourceUsage;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.secret.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the processes of a runtime are, take, and have open. Immutable. */
final class ProcessFindings {
    private static final int LONGEST_COMMAND = 300;
    private static final List<String> MODEL_SUFFIXES = List.of(".gguf", ".safetensors", ".bin", ".pt", ".onnx");
    private static final String BLOB = "/blobs/";

    private final ProcessTable processes;

    ProcessFindings(ProcessTable processes) {
        this.processes = processes;
    }

    /** The processes below their parents. */
    List<String> tree(List<ProcessRef> own) {
        Map<Long, ProcessEntry> entries = new LinkedHashMap<>();
        own.forEach(ref -> processes
                .find(ref.pid())
                .filter(entry -> entry.ref().equals(ref))
                .ifPresent(entry -> entries.put(ref.pid(), entry)));
        List<String> lines = new ArrayList<>();
        entries.values().stream()
                .filter(entry -> !entries.containsKey(entry.parentPid()))
                .forEach(root -> append(root, entries, "", lines));
        return lines;
    }

    /** What was measured for the whole, and what the kernel says of each. */
    List<String> memory(List<ProcessRef> own, ResourceUsage usage) {
        List<String> lines = new ArrayList<>();
        if (usage.memoryBytes().isPresent()) {
            lines.add("all processes: " + megabytes(usage.memoryBytes().getAsLong()) + " by "
                    + usage.memoryMethod().orElse("an unknown method"));
        }
        if (usage.vramBytes().isPresent()) {
            lines.add("GPU memory: " + megabytes(usage.vramBytes().getAsLong()));
        }
        for (ProcessRef process : own) {
            text(process, "status")
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:") || line.startsWith("VmSwap:"))
                    .forEach(line -> lines.add("process " + process.pid() + " " + line.replaceAll("\\s+", " ")));
        }
        return lines;
    }

    /** Files that look like weights, mapped or open. */
    List<String> modelFiles(List<ProcessRef> own) {
        Set<String> files = new TreeSet<>();
        for (ProcessRef process : own) {
            text(process, "maps").lines().forEach(line -> {
                int path = line.indexOf('/');
                if (path >= 0) {
                    add(files, line.substring(path), process);
                }
            });
            openFiles(process).forEach(path -> add(files, path, process));
        }
        return List.copyOf(files);
    }

    private static void add(Set<String> files, String path, ProcessRef process) {
        if (path.contains(BLOB) || MODEL_SUFFIXES.stream().anyMatch(path::endsWith)) {
            files.add(path + " (process " + process.pid() + ")");
        }
    }

    private static void append(ProcessEntry entry, Map<Long, ProcessEntry> entries, String indent, List<String> lines) {
        String command = Redaction.PATTERNS.in(entry.commandLine());
        lines.add(indent + entry.ref().pid() + " " + entry.state() + " "
                + (command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "..." : command));
        entries.values().stream()
                .filter(child -> child.parentPid() == entry.ref().pid())
                .forEach(child -> append(child, entries, indent + "  ", lines));
    }

    private static String text(ProcessRef process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }

    private static List<String> openFiles(ProcessRef process) {
        List<String> paths = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                paths.add(Files.readSymbolicLink(descriptor).toString());
            }
        } catch (IOException goneOrForbidden) {
            return paths;
        }
        return paths;
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
