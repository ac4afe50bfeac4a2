package dev.venom.runtime.testbed.vllm.server;

import dev.venom.runtime.testbed.vllm.engine.Engine;
import dev.venom.runtime.testbed.vllm.script.Script;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;

/** Prometheus text, with one series for each engine. Immutable. */
record Metrics(Engine engine, Script script, String model) {
    String text() {
        StringBuilder text = new StringBuilder();
        boolean old = script.isOn(ScriptOrder.OLD_METRICS);
        metric(text, "vllm:num_requests_running", "gauge", engine.running());
        metric(text, "vllm:num_requests_waiting", "gauge", 0);
        metric(text, old ? "vllm:gpu_cache_usage_perc" : "vllm:kv_cache_usage_perc", "gauge", engine.running() / 100.0);
        metric(text, "vllm:prompt_tokens_total", "counter", engine.promptTokens());
        metric(text, "vllm:generation_tokens_total", "counter", engine.generatedTokens());
        if (!old) {
            text.append("# TYPE vllm:engine_sleep_state gauge\n");
            series(text, "awake", engine.sleepLevel().isEmpty());
            series(
                    text,
                    "weights_offloaded",
                    engine.sleepLevel().filter(level -> level == 1).isPresent());
            series(
                    text,
                    "discard_all",
                    engine.sleepLevel().filter(level -> level == 2).isPresent());
        }
        return text.append("process_resident_memory_bytes 1.23456789e+09\n").toString();
    }

    private void metric(StringBuilder text, String name, String type, double value) {
        text.append("# HELP ").append(name).append(" As vLLM explains it.\n# TYPE ");
        text.append(name.replace("_total", "")).append(' ').append(type).append('\n');
        long engines = script.number(ScriptOrder.ENGINES, 1);
        for (int index = 0; index < engines; index++) {
            double share =
                    index == 0 ? value - Math.floor(value / engines) * (engines - 1) : Math.floor(value / engines);
            text.append(name)
                    .append("{engine=\"" + index + "\",model_name=\"" + model + "\"} ")
                    .append(share)
                    .append('\n');
        }
    }

    private void series(StringBuilder text, String state, boolean on) {
        text.append("vllm:engine_sleep_state{engine=\"0\",model_name=\"" + model + "\",sleep_state=\"" + state + "\"} ")
                .append(on ? 1.0 : 0.0)
                .append('\n');
    }
}
