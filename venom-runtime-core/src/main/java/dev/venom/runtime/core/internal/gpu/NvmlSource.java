package dev.venom.runtime.core.internal.gpu;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads NVIDIA GPUs through NVML, which stays initialized from one reading to the next. Confined to one thread. */
final class NvmlSource {
    private static final Logger LOG = LoggerFactory.getLogger(NvmlSource.class);

    private final String name;
    private @Nullable NvmlLibrary library;
    private boolean missing;

    NvmlSource(String name) {
        this.name = name;
    }

    /** Empty where the library can't be loaded. */
    Optional<GpuReading> read() {
        if (missing) {
            return Optional.empty();
        }
        try {
            return Optional.of(readWith(loaded()));
        } catch (LinkageError absent) {
            missing = true;
            LOG.info("NVML can't be loaded library={} reason={}", name, firstLine(absent));
            return Optional.empty();
        } catch (NvmlFailure failure) {
            return Optional.of(GpuReading.trouble(failure.getMessage()));
        }
    }

    void close() {
        if (library != null) {
            library.call("nvmlShutdown");
            library.close();
            library = null;
        }
    }

    private NvmlLibrary loaded() {
        if (library != null) {
            return library;
        }
        NvmlLibrary loading = NvmlLibrary.load(name);
        require(loading.first(new Object[0], "nvmlInit_v2", "nvmlInit"), "NVML can't begin");
        library = loading;
        return loading;
    }

    private GpuReading readWith(NvmlLibrary ready) {
        Memory count = NvmlLibrary.room(4);
        NvmlCode code = ready.first(new Object[] {count}, "nvmlDeviceGetCount_v2", "nvmlDeviceGetCount");
        if (code.is(NvmlCode.UNINITIALIZED)) {
            library = null;
        }
        require(code, "NVML does not count the GPUs");
        List<GpuDevice> devices = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (int index = 0; index < count.getInt(0); index++) {
            readDevice(ready, index, devices, troubles);
        }
        return new GpuReading(devices, troubles);
    }

    private static void readDevice(NvmlLibrary ready, int index, List<GpuDevice> devices, List<String> troubles) {
        Memory handle = NvmlLibrary.room(8);
        NvmlCode code = ready.first(
                new Object[] {index, handle}, "nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex");
        if (!code.isSuccess()) {
            troubles.add("GPU " + index + " can't be read: " + code.words());
            return;
        }
        NvmlDevice device = new NvmlDevice(ready, handle.getPointer(0));
        device.silenceAboutProcesses()
                .ifPresent(words -> troubles.add("which processes use GPU " + index + " is not told: " + words));
        List<NvmlDevice> parts = device.parts();
        if (parts.isEmpty()) {
            devices.add(device.read(index));
        }
        parts.forEach(part -> devices.add(part.read(index)));
    }

    /** The rest is the whole class path. */
    private static String firstLine(LinkageError failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static void require(NvmlCode code, String what) {
        if (!code.isSuccess()) {
            throw new NvmlFailure(what + ": " + code.words());
        }
    }

    /** NVML is there and does not work. */
    private static final class NvmlFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String words;

        NvmlFailure(String words) {
            super(words);
            this.words = words;
        }

        @Override
        public String getMessage() {
            return words;
        }
    }
}
