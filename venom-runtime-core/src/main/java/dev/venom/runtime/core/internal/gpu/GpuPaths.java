package dev.venom.runtime.core.internal.gpu;

import dev.venom.runtime.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where GPUs are looked for. Immutable.
 *
 * @param nvmlLibrary name or path of NVML
 * @param hasNvidia whether there is a sign of an NVIDIA driver: without one, native code is not even loaded
 * @param searchPath where {@code nvidia-smi} is looked for
 * @param drm {@code /sys/class/drm}
 * @param proc {@code /proc}
 */
public record GpuPaths(String nvmlLibrary, boolean hasNvidia, String searchPath, Path drm, Path proc) {
    private static final String LIBRARY = "libnvidia-ml.so.1";
    private static final String OVERRIDE = "VENOM_NVML_LIBRARY";

    /**
     * The places of this host.
     *
     * @param settings {@code VENOM_NVML_LIBRARY} names another library in place of the driver's; {@code PATH}
     * @return the places; nothing is loaded
     */
    public static GpuPaths of(Settings settings) {
        Optional<String> named = settings.value(OVERRIDE);
        boolean driver = Stream.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg")
                .anyMatch(sign -> Files.exists(Path.of(sign)));
        return new GpuPaths(
                named.orElse(LIBRARY),
                named.isPresent() || driver,
                settings.value("PATH").orElse(""),
                Path.of("/sys/class/drm"),
                Path.of("/proc"));
    }
}
