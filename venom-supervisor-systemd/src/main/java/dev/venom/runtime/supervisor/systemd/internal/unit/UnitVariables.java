package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Variables that a kind of runtime needs in every unit, whosever it is. */
final class UnitVariables {
    private UnitVariables() {}

    /**
     * vLLM serves what is on disk and asks nobody; the prefix of its processes' titles is how the workers of one
     * runtime are told from those of another.
     */
    static Map<String, String> of(RuntimeSpec spec) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (spec.kind().equals("vllm")) {
            variables.put("HF_HUB_OFFLINE", "1");
            variables.put("VLLM_PROCESS_NAME_PREFIX", "venom-" + spec.id());
        }
        return variables;
    }
}
