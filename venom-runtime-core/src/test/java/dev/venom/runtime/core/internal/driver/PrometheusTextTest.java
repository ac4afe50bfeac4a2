package dev.venom.runtime.core.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    @Test
    void sumsOverTheSeriesOfEachMetric() {
        PrometheusText text = new PrometheusText("# TYPE vllm:num_requests_running gauge\n"
                + "vllm:num_requests_running{engine=\"0\",model_name=\"a } b\"} 2.0\n"
                + "vllm:num_requests_running{engine=\"1\",model_name=\"a } b\"} 3.0 1700000000\n"
                + "plain_total 1.5e3\n"
                + "plain_total_of_another 7\n# HELP plain_total is plain_total 9\n"
                + "broken{ 1\nnot_a_number NaNa\n\n");

        assertThat(text.whole("vllm:num_requests_running")).hasValue(5);
        assertThat(text.whole("plain_total")).hasValue(1500);
        assertThat(text.whole("missing", "plain_total")).hasValue(1500);
        assertThat(text.whole("missing")).isEmpty();
        assertThat(text.whole("broken", "not_a_number")).isEmpty();
    }

    @Test
    void takesTheHighestOfShares() {
        PrometheusText text = new PrometheusText(
                "vllm:kv_cache_usage_perc{engine=\"0\"} 0.25\n" + "vllm:kv_cache_usage_perc{engine=\"1\"} 0.75\n");

        assertThat(text.highest("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"))
                .hasValue(0.75);
        assertThat(text.highest("vllm:gpu_cache_usage_perc")).isEmpty();
    }
}
