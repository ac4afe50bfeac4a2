package dev.venom.runtime.core.internal.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the processes that use a GPU in what the kernel says of their open descriptors ({@code /proc/PID/fdinfo}, Linux
 * documentation, gpu/drm-usage-stats). Other users' processes are not seen. Immutable.
 *
 * @param proc {@code /proc}
 */
record DrmProcesses(Path proc) {
    private static final Pattern MEMORY = Pattern.compile("(?m)^drm-(?:resident|memory)-vram:\\s*(\\d+)\\s*KiB");
    private static final Pattern CLIENT = Pattern.compile("(?m)^drm-client-id:\\s*(\\d+)");
    private static final long KIBIBYTE = 1024;

    List<GpuProcess> on(String address) {
        List<GpuProcess> processes = new ArrayList<>();
        for (Path process : entries(proc, "\\d+")) {
            long bytes = bytes(process, address);
            if (bytes > 0) {
                processes.add(new GpuProcess(Long.parseLong(name(process)), OptionalLong.of(bytes)));
            }
        }
        return processes;
    }

    /** Descriptors that share a client show the same memory. */
    private static long bytes(Path process, String address) {
        Map<String, Long> clients = new HashMap<>();
        for (Path descriptor : entries(process.resolve("fd"), "\\d+")) {
            if (leadsToAGpu(descriptor)) {
                text(process.resolve("fdinfo").resolve(name(descriptor)))
                        .filter(info -> info.contains(address))
                        .ifPresent(info -> clients.merge(client(info), memory(info), Math::max));
            }
        }
        return clients.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean leadsToAGpu(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith("/dev/dri");
        } catch (IOException goneOrForbidden) {
            return false;
        }
    }

    private static String client(String info) {
        Matcher matcher = CLIENT.matcher(info);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static long memory(String info) {
        Matcher matcher = MEMORY.matcher(info);
        return matcher.find() ? Long.parseLong(matcher.group(1)) * KIBIBYTE : 0;
    }

    private static List<Path> entries(Path directory, String pattern) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(directory, entry -> name(entry).matches(pattern))) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException goneOrForbidden) {
            return entries;
        }
        return entries;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }
}
