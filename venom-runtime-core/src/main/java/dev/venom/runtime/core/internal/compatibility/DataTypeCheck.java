package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.Verdict;
import java.util.Locale;
import java.util.Optional;

/** Whether a GPU computes in a type: bfloat16 needs compute capability 8.0 (vllm/platforms/cuda.py). */
final class DataTypeCheck {
    private static final String CHECK = "dtype";
    private static final ComputeCapability BFLOAT16_SINCE = new ComputeCapability(80);

    private DataTypeCheck() {}

    static Optional<Verdict> judge(Optional<String> stored, CommandOptions options, Device device) {
        Optional<DataType> asked = options.value("--dtype").flatMap(DataType::parse);
        Optional<DataType> type = asked.or(() -> stored.flatMap(DataType::parse));
        if (type.isEmpty() || device.kind() != Device.Kind.GPU) {
            return Optional.empty();
        }
        if (device.capability().isEmpty()) {
            return Optional.of(Verdict.warn(CHECK, "the compute capability of the GPU is not known"));
        }
        ComputeCapability present = device.capability().get();
        boolean lacks = type.get() == DataType.BFLOAT16 && present.compareTo(BFLOAT16_SINCE) < 0;
        String figures = "bfloat16 needs compute capability " + BFLOAT16_SINCE + ", the GPU has " + present;
        if (!lacks) {
            return Optional.of(Verdict.ok(
                    CHECK, type.get().name().toLowerCase(Locale.ROOT) + " on compute capability " + present));
        }
        return Optional.of(
                asked.isPresent()
                        ? Verdict.refuse(CHECK, ErrorCode.INCOMPATIBLE, figures + "; start it with --dtype float16")
                        : Verdict.warn(CHECK, figures + "; vLLM falls back to float16"));
    }
}
