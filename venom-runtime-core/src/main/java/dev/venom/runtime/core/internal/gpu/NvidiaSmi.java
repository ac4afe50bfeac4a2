package dev.venom.runtime.core.internal.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads NVIDIA GPUs through the program that comes with the driver, where NVML can't be loaded. Immutable. */
record NvidiaSmi(Path program, Duration patience) {
    private static final Logger LOG = LoggerFactory.getLogger(NvidiaSmi.class);
    private static final long MEBIBYTE = 1L << 20;
    private static final int DEVICE_FIELDS = 8;
    private static final int PROCESS_FIELDS = 3;

    /** Where the program is found on the search path; empty where it is not there. */
    static Optional<NvidiaSmi> on(String searchPath, Duration patience) {
        for (String directory : searchPath.split(":")) {
            Path program = Path.of(directory).resolve("nvidia-smi");
            if (!directory.isEmpty() && Files.isExecutable(program)) {
                return Optional.of(new NvidiaSmi(program, patience));
            }
        }
        return Optional.empty();
    }

    GpuReading read() {
        try {
            List<String> devices = query("--query-gpu="
                    + "index,uuid,name,memory.total,memory.used,memory.free,compute_cap,utilization.gpu");
            List<String> processes = query("--query-compute-apps=pid,used_memory,gpu_uuid");
            return new GpuReading(
                    devices.stream()
                            .flatMap(line -> device(line, processes).stream())
                            .toList(),
                    List.of());
        } catch (IOException failure) {
            return GpuReading.trouble("nvidia-smi does not tell: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return GpuReading.trouble("nvidia-smi was interrupted");
        }
    }

    private List<String> query(String what) throws IOException, InterruptedException {
        Path output = Files.createTempFile("venom-nvidia-smi", ".csv");
        try {
            Process running = new ProcessBuilder(program.toString(), what, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
                throw new IOException("no answer within " + patience.toSeconds() + " s");
            }
            String text = read(output);
            if (running.exitValue() != 0) {
                LOG.debug("nvidia-smi failed exit={} output={}", running.exitValue(), text);
                throw new IOException("it ended with " + running.exitValue());
            }
            return text.lines().toList();
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String read(Path output) throws IOException {
        try (InputStream stream = Files.newInputStream(output)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<GpuDevice> device(String line, List<String> processes) {
        String[] fields = line.split(",\\s*");
        if (fields.length < DEVICE_FIELDS || number(fields[0]).isEmpty()) {
            return Optional.empty();
        }
        String uuid = fields[1];
        return Optional.of(new GpuDevice(
                (int) number(fields[0]).getAsLong(),
                uuid,
                fields[2],
                new GpuMemory(bytes(fields[3]), bytes(fields[4]), bytes(fields[5]), OptionalLong.empty()),
                Optional.of(fields[6]).filter(capability -> capability.matches("\\d+\\.\\d+")),
                number(fields[7]).isPresent()
                        ? OptionalInt.of((int) number(fields[7]).getAsLong())
                        : OptionalInt.empty(),
                processesOn(uuid, processes),
                Optional.empty()));
    }

    private static List<GpuProcess> processesOn(String uuid, List<String> lines) {
        List<GpuProcess> processes = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(",\\s*");
            if (fields.length >= PROCESS_FIELDS
                    && fields[2].equals(uuid)
                    && number(fields[0]).isPresent()) {
                processes.add(new GpuProcess(number(fields[0]).getAsLong(), bytes(fields[1])));
            }
        }
        return processes;
    }

    private static OptionalLong bytes(String mebibytes) {
        OptionalLong number = number(mebibytes);
        return number.isPresent() ? OptionalLong.of(number.getAsLong() * MEBIBYTE) : number;
    }

    /** Empty for {@code [N/A]} and its like. */
    private static OptionalLong number(String field) {
        return field.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(field)) : OptionalLong.empty();
    }
}
