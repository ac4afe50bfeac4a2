package dev.venom.runtime.core.internal.gpu;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of NVML by their names. Newer versions of a function are missing from older drivers, so that each is
 * looked for when it is first called. Confined to the thread that asks GPUs.
 */
final class NvmlLibrary {
    private final NativeLibrary library;
    private final Map<String, Optional<Function>> functions = new ConcurrentHashMap<>();

    private NvmlLibrary(NativeLibrary library) {
        this.library = library;
    }

    /**
     * Loads the library.
     *
     * @param name a name such as {@code libnvidia-ml.so.1}, or a path
     * @throws UnsatisfiedLinkError where it is not there
     */
    static NvmlLibrary load(String name) {
        return new NvmlLibrary(NativeLibrary.getInstance(name));
    }

    /** Calls the first of several versions of a function that the driver has and that answers for itself. */
    NvmlCode first(Object[] arguments, String... names) {
        NvmlCode code = NvmlCode.FUNCTION_NOT_FOUND;
        for (String name : names) {
            code = call(name, arguments);
            if (!code.is(NvmlCode.FUNCTION_NOT_FOUND)) {
                return code;
            }
        }
        return code;
    }

    NvmlCode call(String name, Object... arguments) {
        return functions
                .computeIfAbsent(name, this::find)
                .map(function -> new NvmlCode(function.invokeInt(arguments)))
                .orElse(NvmlCode.FUNCTION_NOT_FOUND);
    }

    /** Unloads it: JNA keeps a thread for what is loaded. */
    void close() {
        library.close();
    }

    /** Memory of zeros, into which a function writes its answer. */
    static Memory room(long bytes) {
        Memory room = new Memory(bytes);
        room.clear();
        return room;
    }

    private Optional<Function> find(String name) {
        try {
            return Optional.of(library.getFunction(name));
        } catch (UnsatisfiedLinkError olderDriver) {
            return Optional.empty();
        }
    }
}
