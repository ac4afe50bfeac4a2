package dev.venom.runtime.testbed.vllm.script;

import java.util.List;
import java.util.Locale;

/** Ways in which a start fails, with the texts that vLLM writes. */
public enum StartFault {
    /** An argument that it does not know: exit 2. */
    BAD_FLAG(Origin.ARGUMENTS, "vllm: error: unrecognized arguments: --no-such-flag"),
    /** An architecture that it does not know. */
    UNSUPPORTED_ARCHITECTURE(
            Origin.CONFIGURATION,
            "pydantic_core._pydantic_core.ValidationError: 1 validation error for ModelConfig",
            "  Value error, Model architectures ['NeverHeardOfForCausalLM'] are not supported for now. Supported"
                    + " architectures: dict_keys(['LlamaForCausalLM'])"),
    /** An architecture that Transformers does not know either. */
    UNRECOGNIZED_ARCHITECTURE(
            Origin.CONFIGURATION,
            "pydantic_core._pydantic_core.ValidationError: 1 validation error for ModelConfig",
            "  Value error, The checkpoint you are trying to load has model type `neverheard` but Transformers does"
                    + " not recognize this architecture."),
    /** A quantization that the GPU can't do. */
    CAPABILITY(
            Origin.CONFIGURATION,
            "ValueError: The quantization method fp8 is not supported for the current GPU. Minimum capability: 75."
                    + " Current capability: 70."),
    /** A data type that the GPU can't do. */
    BFLOAT16(
            Origin.ENGINE,
            "ValueError: Bfloat16 is only supported on GPUs with compute capability of at least 8.0. Your Tesla T4 GPU"
                    + " has compute capability 7.5."),
    /** The port belongs to another. */
    PORT_TAKEN(Origin.SOCKET, "OSError: [Errno 98] Address already in use"),
    /** Somebody else holds the GPU's memory. */
    OUT_OF_VRAM(
            Origin.ENGINE,
            "ValueError: Free memory on device cuda:0 (3.21/79.19 GiB) on startup is less than desired GPU memory"
                    + " utilization (0.92, 72.85 GiB). Decrease GPU memory utilization or reduce GPU memory used by"
                    + " other processes."),
    /** No memory is left for the cache. */
    NO_CACHE(
            Origin.ENGINE,
            "ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when"
                    + " initializing the engine."),
    /** The cache can't hold one request. */
    CACHE_TOO_SMALL(
            Origin.ENGINE,
            "ValueError: To serve at least one request with the model's max seq len (131072), 16.00 GiB KV cache is"
                    + " needed, which is larger than the available KV cache memory (4.00 GiB). Based on the available"
                    + " memory, the estimated maximum model length is 32768."),
    /** The GPU's memory ran out. */
    CUDA_OUT_OF_MEMORY(
            Origin.ENGINE,
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of"
                    + " 79.19 GiB of which 1.10 GiB is free."),
    /** No file of weights. */
    NO_WEIGHTS(Origin.ENGINE, "RuntimeError: Cannot find any model weights with `/models/broken`"),
    /** Weights that end early. */
    DAMAGED_WEIGHTS(
            Origin.ENGINE,
            "safetensors_rust.SafetensorError: Error while deserializing header: incomplete metadata, file not fully"
                    + " covered"),
    /** The engine does not come up in time. */
    ENGINE_TIMEOUT(
            Origin.ENGINE_WAIT,
            "TimeoutError: Timed out waiting for engine core processes to start. This is often caused by slow weight"
                    + " loading for large models."),
    /** A defect without a known text. */
    CRASH(Origin.ENGINE, "AssertionError: something nobody has seen before"),
    /** It ends without a word, with status 0. */
    SILENT_EXIT(Origin.SILENCE);

    /** Which part of the server fails. */
    public enum Origin {
        /** The reader of the command line. */
        ARGUMENTS,
        /** The server, before its engine exists. */
        CONFIGURATION,
        /** The server's socket. */
        SOCKET,
        /** The engine: the cause stands in its own lines, above the server's. */
        ENGINE,
        /** The server, waiting for its engine. */
        ENGINE_WAIT,
        /** Nobody says. */
        SILENCE
    }

    private final Origin origin;
    private final List<String> text;

    StartFault(Origin origin, String... text) {
        this.origin = origin;
        this.text = List.of(text);
    }

    /**
     * The fault of a label.
     *
     * @param label such as {@code out-of-vram}
     * @return the fault
     */
    public static StartFault of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * The word in a script.
     *
     * @return such as {@code out-of-vram}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Which part of the server fails.
     *
     * @return the part
     */
    public Origin origin() {
        return origin;
    }

    /**
     * What it writes.
     *
     * @return the last lines of its traceback
     */
    public List<String> text() {
        return text;
    }
}
