package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a quantization can be served by a version of vLLM on a device. Immutable.
 *
 * @param version the runtime's version, where it is known
 * @param device what it runs on
 */
record QuantizationCheck(Optional<VllmVersion> version, Device device) {
    private static final String CHECK = "quantization";

    /**
     * Judges a model's own quantization.
     *
     * @param declared the field's name of it, as in the model's description
     * @return a verdict; empty where the model is not quantized
     */
    Optional<Verdict> judge(Optional<String> declared) {
        return declared.map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !DataType.parse(name).isPresent())
                .map(this::judge);
    }

    private Verdict judge(String method) {
        Optional<String> plugin = VllmQuantizations.plugin(method);
        if (plugin.isPresent()) {
            return Verdict.warn(CHECK, method + " needs the plugin " + plugin.get() + " in recent versions of vLLM");
        }
        if (VllmQuantizations.isGone(method, version)) {
            return refuse(method + " is gone from vLLM " + version.orElseThrow() + "; install an AWQ or FP8 variant");
        }
        if (!VllmQuantizations.isKnown(method)) {
            return Verdict.warn(CHECK, method + " is not known here; vLLM may or may not know it");
        }
        return switch (device.kind()) {
            case CPU -> onCpu(method);
            case GPU -> onGpu(method);
            case UNKNOWN -> Verdict.warn(CHECK, method + " could not be checked: no GPU was found on this host");
        };
    }

    private static Verdict onCpu(String method) {
        return VllmQuantizations.runsOnCpu(method)
                ? Verdict.ok(CHECK, method + " runs on processors")
                : refuse(method + " does not run on processors; install an AWQ, GPTQ or unquantized variant");
    }

    private Verdict onGpu(String method) {
        OptionalInt least = VllmQuantizations.leastCapability(method, version);
        if (least.isEmpty()) {
            return refuse(method + " is not in this version of vLLM"
                    + version.map(known -> ", " + known).orElse(""));
        }
        ComputeCapability needed = new ComputeCapability(least.getAsInt());
        if (device.capability().isEmpty()) {
            return Verdict.warn(
                    CHECK, method + " needs compute capability " + needed + "; that of the GPU is not known");
        }
        ComputeCapability present = device.capability().get();
        String figures = method + " needs compute capability " + needed + ", the GPU has " + present;
        return present.compareTo(needed) < 0
                ? refuse(figures + "; install a variant with another quantization, such as GPTQ")
                : Verdict.ok(CHECK, figures);
    }

    private static Verdict refuse(String why) {
        return Verdict.refuse(CHECK, ErrorCode.INCOMPATIBLE, why);
    }
}
