package dev.venom.runtime.core.internal.gpu;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One device of NVML. Offsets and versions are those of nvml.h 13.3; each figure that the driver does not tell is
 * empty. Confined to the thread that asks GPUs.
 *
 * @param library the functions
 * @param handle the device
 */
record NvmlDevice(NvmlLibrary library, Pointer handle) {
    private static final int TEXT_BYTES = 96;
    private static final int MEMORY_V1_BYTES = 24;
    private static final int MEMORY_V2_BYTES = 40;
    /** {@code sizeof(nvmlMemory_v2_t) | (2 << 24)}. */
    private static final int MEMORY_V2 = 0x02000028;

    private static final int PROCESS_BYTES = 24;
    private static final int PROCESS_V1_BYTES = 16;
    /** Between two calls a few processes may have come. */
    private static final int SPARE_PROCESSES = 8;

    private static final int TRIES = 3;
    /** NVML_VALUE_NOT_AVAILABLE, 2^64-1. */
    private static final long NOT_AVAILABLE = -1L;

    GpuDevice read(int index) {
        Optional<String> id = text("nvmlDeviceGetUUID");
        return new GpuDevice(
                index,
                id.orElse("nvidia-" + index),
                text("nvmlDeviceGetName").orElse("NVIDIA GPU"),
                memory(),
                computeCapability(),
                utilization(),
                processes(),
                trouble());
    }

    /** Why its processes are not listed; empty where they are. */
    Optional<String> silenceAboutProcesses() {
        NvmlCode code = library.first(
                new Object[] {handle, NvmlLibrary.room(4), Pointer.NULL},
                "nvmlDeviceGetComputeRunningProcesses_v3",
                "nvmlDeviceGetComputeRunningProcesses_v2",
                "nvmlDeviceGetComputeRunningProcesses");
        return code.is(NvmlCode.NO_PERMISSION) ? Optional.of(code.words()) : Optional.empty();
    }

    /** A device that is lost says so wherever it is asked for something that it has to look up. */
    private Optional<String> trouble() {
        return Stream.of(
                        library.call("nvmlDeviceGetUtilizationRates", handle, NvmlLibrary.room(8)),
                        library.call("nvmlDeviceGetMemoryInfo", handle, NvmlLibrary.room(MEMORY_V1_BYTES)))
                .filter(NvmlCode::isLostDevice)
                .findFirst()
                .map(NvmlCode::words);
    }

    /** The parts of a divided GPU; nothing where it is whole. */
    List<NvmlDevice> parts() {
        Memory mode = NvmlLibrary.room(8);
        boolean divided = library.call("nvmlDeviceGetMigMode", handle, mode, mode.share(4))
                        .isSuccess()
                && mode.getInt(0) == 1;
        Memory most = NvmlLibrary.room(4);
        if (!divided
                || !library.call("nvmlDeviceGetMaxMigDeviceCount", handle, most).isSuccess()) {
            return List.of();
        }
        List<NvmlDevice> parts = new ArrayList<>();
        for (int index = 0; index < most.getInt(0); index++) {
            Memory part = NvmlLibrary.room(8);
            if (library.call("nvmlDeviceGetMigDeviceHandleByIndex", handle, index, part)
                    .isSuccess()) {
                parts.add(new NvmlDevice(library, part.getPointer(0)));
            }
        }
        return parts;
    }

    private Optional<String> text(String function) {
        Memory text = NvmlLibrary.room(TEXT_BYTES);
        return library.call(function, handle, text, TEXT_BYTES).isSuccess()
                ? Optional.of(text.getString(0, "UTF-8"))
                : Optional.empty();
    }

    private GpuMemory memory() {
        Memory second = NvmlLibrary.room(MEMORY_V2_BYTES);
        second.setInt(0, MEMORY_V2);
        if (library.call("nvmlDeviceGetMemoryInfo_v2", handle, second).isSuccess()) {
            return GpuMemory.of(
                    second.getLong(8), second.getLong(32), second.getLong(24), OptionalLong.of(second.getLong(16)));
        }
        Memory first = NvmlLibrary.room(MEMORY_V1_BYTES);
        return library.call("nvmlDeviceGetMemoryInfo", handle, first).isSuccess()
                ? GpuMemory.of(first.getLong(0), first.getLong(16), first.getLong(8), OptionalLong.empty())
                : GpuMemory.UNKNOWN;
    }

    private Optional<String> computeCapability() {
        Memory major = NvmlLibrary.room(4);
        Memory minor = NvmlLibrary.room(4);
        return library.call("nvmlDeviceGetCudaComputeCapability", handle, major, minor)
                        .isSuccess()
                ? Optional.of(major.getInt(0) + "." + minor.getInt(0))
                : Optional.empty();
    }

    private OptionalInt utilization() {
        Memory rates = NvmlLibrary.room(8);
        return library.call("nvmlDeviceGetUtilizationRates", handle, rates).isSuccess()
                ? OptionalInt.of(rates.getInt(0))
                : OptionalInt.empty();
    }

    private List<GpuProcess> processes() {
        Map<Long, GpuProcess> processes = new LinkedHashMap<>();
        for (String use : List.of("Compute", "Graphics")) {
            String name = "nvmlDeviceGet" + use + "RunningProcesses";
            List<GpuProcess> listed = list(name + "_v3", PROCESS_BYTES)
                    .or(() -> list(name + "_v2", PROCESS_BYTES))
                    .or(() -> list(name, PROCESS_V1_BYTES))
                    .orElse(List.of());
            listed.forEach(process -> processes.putIfAbsent(process.pid(), process));
        }
        return List.copyOf(processes.values());
    }

    /** Empty where the driver does not have this version of the function. */
    private Optional<List<GpuProcess>> list(String function, int size) {
        Memory count = NvmlLibrary.room(4);
        NvmlCode code = library.call(function, handle, count, Pointer.NULL);
        if (code.is(NvmlCode.FUNCTION_NOT_FOUND)) {
            return Optional.empty();
        }
        for (int attempt = 0; attempt < TRIES && code.is(NvmlCode.INSUFFICIENT_SIZE); attempt++) {
            int room = count.getInt(0) + SPARE_PROCESSES;
            Memory list = NvmlLibrary.room((long) room * size);
            count.setInt(0, room);
            code = library.call(function, handle, count, list);
            if (code.isSuccess()) {
                return Optional.of(processes(list, Math.min(room, count.getInt(0)), size));
            }
        }
        return Optional.of(List.of());
    }

    private static List<GpuProcess> processes(Memory list, int count, int size) {
        List<GpuProcess> processes = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            long at = (long) index * size;
            long used = list.getLong(at + 8);
            processes.add(new GpuProcess(
                    Integer.toUnsignedLong(list.getInt(at)),
                    used == NOT_AVAILABLE ? OptionalLong.empty() : OptionalLong.of(used)));
        }
        return processes;
    }
}
