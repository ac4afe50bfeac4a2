package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogIT extends HubScenario {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LocalRegistry registry;

    @Override
    List<HubRepository> repositories() {
        return List.of();
    }

    @BeforeEach
    void start() {
        registry = LocalRegistry.builder()
                .model("gemma3:270m", ModelImage.generated(2_000_000, 1))
                .model("own:1b", ModelImage.generated(1_000_000, 2))
                .start();
        host.with("OLLAMA_CATALOG_URL", registry.url() + "/library");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theLibraryIsListedAndSearched() throws Exception {
        JsonNode catalogue = JSON.readTree(host.run("catalog", "ollama", "--query", "OWN", "--json")
                .lines()
                .get(0));

        assertThat(catalogue.at("/models/0/model").asText()).isEqualTo("own:1b");
        assertThat(catalogue.get("models")).hasSize(1);
        assertThat(catalogue.at("/models/0/installed").asBoolean()).isFalse();
        assertThat(catalogue.get("source").asText()).isEqualTo(registry.url() + "/library");
        assertThat(catalogue.get("stale").asBoolean()).isFalse();
        assertThat(catalogue.has("fetched_at")).isTrue();

        VenomProcess.Outcome search = host.run("search", "--provider", "ollama", "gemma3");
        assertThat(search.status()).isZero();
        assertThat(String.join("\n", search.lines())).contains("ollama:gemma3:270m");
    }

    @Test
    void aSourceThatIsGoneLeavesWhatWasThereAndSaysSo() throws Exception {
        registry.close();

        VenomProcess.Outcome outcome = host.run("catalog", "ollama", "--query", "gemma3");

        assertThat(outcome.status()).isZero();
        assertThat(String.join("\n", outcome.lines()))
                .contains("ollama:gemma3:270m", "days old: the source does not answer.", "warning: ");
    }

    @Test
    void aProviderWithoutACatalogueSaysHowToSearchIt() throws IOException, InterruptedException {
        VenomProcess.Outcome outcome = host.run("catalog", "hf");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).startsWith("INVALID_REQUEST: ").contains("venom search --provider hf");
    }
}
