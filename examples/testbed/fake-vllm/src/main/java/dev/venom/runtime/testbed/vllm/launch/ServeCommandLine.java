package dev.venom.runtime.testbed.vllm.launch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code serve MODEL [options]}: the command line beats the YAML file, which beats the variables {@code
 * VLLM_ACTIVE_MODEL} and {@code LLM_MODEL_NAME}; those count only where the command line names no model.
 */
public final class ServeCommandLine {
    private static final Set<String> SWITCHES = Set.of(
            "enforce-eager",
            "enable-sleep-mode",
            "enable-server-load-tracking",
            "trust-remote-code",
            "disable-log-stats",
            "disable-uvicorn-access-log",
            "enable-lora",
            "enable-prefix-caching",
            "no-enable-prefix-caching",
            "headless");
    private static final Set<String> WITH_VALUE = Set.of(
            "model",
            "revision",
            "tokenizer",
            "hf-config-path",
            "download-dir",
            "load-format",
            "dtype",
            "quantization",
            "max-model-len",
            "gpu-memory-utilization",
            "kv-cache-memory-bytes",
            "kv-cache-dtype",
            "tensor-parallel-size",
            "pipeline-parallel-size",
            "data-parallel-size",
            "api-server-count",
            "max-num-seqs",
            "max-num-batched-tokens",
            "optimization-level",
            "host",
            "port",
            "uds",
            "api-key",
            "shutdown-timeout",
            "disable-access-log-for-endpoints",
            "runner",
            "task",
            "config");
    private static final Map<String, String> SHORT =
            Map.of("-tp", "tensor-parallel-size", "-pp", "pipeline-parallel-size", "-q", "quantization");

    private final Map<String, String> environment;
    private final Map<String, String> values = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private Optional<String> positional = Optional.empty();

    private ServeCommandLine(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Reads a command line.
     *
     * @param arguments what follows {@code vllm}
     * @param environment variables of the process
     * @return the options
     * @throws UsageException for what argparse would refuse
     */
    public static ServeOptions read(List<String> arguments, Map<String, String> environment) throws UsageException {
        ServeCommandLine line = new ServeCommandLine(environment);
        line.take(new ArrayDeque<>(arguments));
        return line.options();
    }

    private void take(Deque<String> words) throws UsageException {
        if (!"serve".equals(words.poll())) {
            throw new UsageException("vllm: error: argument subparser: invalid choice (choose from serve)");
        }
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.startsWith("-")) {
                option(word, words);
            } else if (positional.isEmpty()) {
                positional = Optional.of(word);
            } else {
                throw unrecognized(word);
            }
        }
    }

    private void option(String word, Deque<String> rest) throws UsageException {
        int equals = word.indexOf('=');
        String flag = equals < 0 ? word : word.substring(0, equals);
        String name = SHORT.getOrDefault(flag, flag.startsWith("--") ? flag.substring(2) : flag);
        if (equals >= 0) {
            rest.addFirst(word.substring(equals + 1));
        }
        if (name.equals("served-model-name")) {
            while (!rest.isEmpty() && !rest.getFirst().startsWith("-")) {
                names.add(rest.removeFirst());
            }
        } else if (SWITCHES.contains(name)) {
            values.put(name, "true");
        } else if (WITH_VALUE.contains(name)) {
            values.put(name, value(flag, rest));
        } else {
            throw unrecognized(word);
        }
    }

    private static String value(String flag, Deque<String> rest) throws UsageException {
        String value = rest.pollFirst();
        if (value == null || value.startsWith("--")) {
            throw new UsageException("vllm serve: error: argument " + flag + ": expected one argument");
        }
        return value;
    }

    private static UsageException unrecognized(String word) {
        return new UsageException("vllm: error: unrecognized arguments: " + word);
    }

    private ServeOptions options() throws UsageException {
        Map<String, String> merged = new HashMap<>();
        if (values.containsKey("config")) {
            merged.putAll(YamlFile.read(values.get("config")));
        }
        merged.putAll(values);
        Optional<String> named = positional.or(() -> Optional.ofNullable(merged.get("model")));
        String model = named.or(() -> Optional.ofNullable(environment.get("VLLM_ACTIVE_MODEL")))
                .orElseThrow(
                        () -> new UsageException("vllm serve: error: the following arguments are required: model"));
        return new ServeOptions(model, names(merged, named.isEmpty(), model), merged, environment);
    }

    private List<String> names(Map<String, String> merged, boolean fromEnvironment, String model) {
        if (!names.isEmpty()) {
            return names;
        }
        if (merged.containsKey("served-model-name")) {
            return List.of(merged.get("served-model-name"));
        }
        Optional<String> active =
                Optional.ofNullable(environment.get("LLM_MODEL_NAME")).filter(name -> fromEnvironment);
        return List.of(active.orElse(model));
    }
}
