package dev.venom.runtime.core.internal.gpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nvidia-smi} says of one GPU: figures by the names of their fields, and in place of a figure, in brackets, why
 * there is none. Immutable.
 *
 * @param figures what is told, by field
 * @param refusals what it says where it does not tell
 */
record SmiLine(Map<String, String> figures, List<String> refusals) {
    private static final long MEBIBYTE = 1L << 20;
    private static final int PROCESS_FIELDS = 3;

    /** Empty for what is no line of figures, such as a warning. */
    static Optional<SmiLine> of(String line, List<String> fields) {
        List<String> values = split(line);
        if (values.size() != fields.size()) {
            return Optional.empty();
        }
        Map<String, String> figures = new HashMap<>();
        List<String> refusals = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            String value = values.get(index);
            if (isRefusal(value)) {
                refusals.add(value.replaceAll("^\\[|]$", ""));
            } else {
                figures.put(fields.get(index), value);
            }
        }
        boolean isDevice = number(figures.get("index")).isPresent() || !refusals.isEmpty();
        return isDevice ? Optional.of(new SmiLine(figures, refusals)) : Optional.empty();
    }

    static List<String> split(String line) {
        return List.of(line.strip().split("\\s*,\\s*"));
    }

    GpuDevice device(int position, List<String> processes) {
        int index = (int) number(figures.get("index")).orElse(position);
        OptionalLong busy = number(figures.get("utilization.gpu"));
        String uuid = figures.getOrDefault("uuid", "nvidia-" + index);
        return new GpuDevice(
                index,
                uuid,
                figures.getOrDefault("name", "NVIDIA GPU"),
                new GpuMemory(bytes("memory.total"), bytes("memory.used"), bytes("memory.free"), OptionalLong.empty()),
                Optional.ofNullable(figures.get("compute_cap")).filter(capability -> capability.matches("\\d+\\.\\d+")),
                busy.isPresent() ? OptionalInt.of((int) busy.getAsLong()) : OptionalInt.empty(),
                processesOn(uuid, processes),
                trouble());
    }

    /** That a figure is not there for this model, or for this user, is no trouble of the GPU's. */
    private Optional<String> trouble() {
        return refusals.stream()
                .filter(words ->
                        !words.matches("(?i)n/a|not supported|insufficient permissions|not available.*|unknown"))
                .findFirst()
                .map(words -> "nvidia-smi says of it: " + words);
    }

    private static boolean isRefusal(String value) {
        return value.startsWith("[") && value.endsWith("]")
                || value.equalsIgnoreCase("n/a")
                || value.startsWith("ERR!")
                || value.matches("(?i)gpu (is lost|requires reset).*");
    }

    private static List<GpuProcess> processesOn(String uuid, List<String> lines) {
        List<GpuProcess> processes = new ArrayList<>();
        for (String line : lines) {
            List<String> values = split(line);
            if (values.size() == PROCESS_FIELDS
                    && values.get(2).equals(uuid)
                    && number(values.get(0)).isPresent()) {
                processes.add(new GpuProcess(number(values.get(0)).getAsLong(), bytesOf(values.get(1))));
            }
        }
        return processes;
    }

    private OptionalLong bytes(String field) {
        return bytesOf(figures.getOrDefault(field, ""));
    }

    private static OptionalLong bytesOf(String mebibytes) {
        OptionalLong number = number(mebibytes);
        return number.isPresent() ? OptionalLong.of(number.getAsLong() * MEBIBYTE) : number;
    }

    /** Older versions write the unit whatever they are asked. */
    private static OptionalLong number(@Nullable String field) {
        String digits = field == null ? "" : field.replaceFirst("\\s*(MiB|%)$", "");
        return digits.matches("\\d{1,12}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
