package dev.venom.runtime.testbed.hub;

import static dev.venom.runtime.testbed.hub.HubClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.repository.GgufFacts;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API about models. */
class ModelApiTest {

    private static final Content WEIGHTS = Content.safetensors(10_000, 1);
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final HubRepository llama = HubRepository.named("meta/llama-7b")
            .file("config.json", "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\",\"vocab_size\":7}")
            .file("tokenizer_config.json", "{\"eos_token\":\"</s>\",\"other\":1}")
            .file("model.safetensors", WEIGHTS)
            .file("original/deep/params.json", "{}")
            .libraryName("transformers")
            .pipelineTag("text-generation")
            .license("apache-2.0")
            .tags("vllm")
            .downloads(300)
            .likes(1)
            .securityStatus("model.safetensors", "unsafe")
            .build();

    private final LocalHub hub = LocalHub.builder()
            .repository(llama)
            .repository(HubRepository.named("meta/llama-70b")
                    .file("model.gguf", "GGUF")
                    .gguf(new GgufFacts(70_000_000_000L, "llama", 8192))
                    .tags("gguf")
                    .downloads(200)
                    .likes(3)
                    .date(Instant.parse("2025-06-01T00:00:00Z")))
            .repository(HubRepository.named("gpt2")
                    .file("README.md", "old")
                    .downloads(100)
                    .likes(2))
            .searchPage(2)
            .treePage(3)
            .start();
    private final HubClient client = new HubClient(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    /** Follows the links from page to page. */
    private List<JsonNode> pages(String path) throws Exception {
        List<JsonNode> pages = new ArrayList<>();
        String next = path;
        while (next != null) {
            HttpResponse<byte[]> response = client.get(next);
            pages.add(HubClient.json(response));
            Matcher link = NEXT.matcher(header(response, "Link"));
            next = link.find() ? link.group(1) : null;
        }
        return pages;
    }

    @Nested
    class Search {

        @ParameterizedTest
        @CsvSource({
            "search=LLAMA, meta/llama-70b meta/llama-7b",
            "search=llama+7b, meta/llama-7b",
            "search=llama&search=70, meta/llama-70b",
            "author=meta&sort=downloads, meta/llama-7b meta/llama-70b",
            "filter=gguf, meta/llama-70b",
            "filter=vllm&filter=license:apache-2.0, meta/llama-7b",
            "filter=vllm&filter=gguf, ''",
            "apps=ollama, meta/llama-70b",
            "apps=vllm, meta/llama-7b",
            "pipeline_tag=text-generation, meta/llama-7b",
            "'num_parameters=min:6B,max:128B', meta/llama-70b",
            "num_parameters=max:1B&search=llama, meta/llama-7b",
            "gated=true, ''",
            "sort=lastModified&limit=1, meta/llama-70b",
        })
        void finds(String query, String ids) throws Exception {
            List<String> found = client.json("/api/models?" + query).findValuesAsText("id");

            assertThat(String.join(" ", found)).isEqualTo(ids);
        }

        @Test
        void comesInPages() throws Exception {
            List<JsonNode> pages = pages("/api/models?sort=downloads&expand=downloads");

            assertThat(pages).hasSize(2);
            assertThat(pages.get(0).findValuesAsText("id")).containsExactly("meta/llama-7b", "meta/llama-70b");
            assertThat(pages.get(1).findValuesAsText("downloads")).containsExactly("100");
        }

        @Test
        void tellsWhatItWasAskedFor() throws Exception {
            JsonNode model = client.json("/api/models?search=7b&expand=safetensors&expand=gated&expand=nonsense")
                    .get(0);

            assertThat(model.fieldNames()).toIterable().containsExactlyInAnyOrder("_id", "id", "safetensors", "gated");
            assertThat(model.at("/safetensors/parameters/U8").asLong()).isEqualTo(9744);
        }
    }

    @Nested
    class Info {

        @Test
        void hasTheFactsOfTheModel() throws Exception {
            JsonNode info = client.json("/api/models/meta/llama-7b");

            assertThat(info.path("sha").asText()).isEqualTo(llama.head().id());
            assertThat(info.path("gated").isBoolean()).isTrue();
            assertThat(info.path("createdAt").asText()).isEqualTo("2024-01-01T00:00:00.000Z");
            assertThat(info.at("/config/architectures/0").asText()).isEqualTo("LlamaForCausalLM");
            assertThat(info.at("/config/vocab_size").isMissingNode()).isTrue();
            assertThat(info.at("/config/tokenizer_config/eos_token").asText()).isEqualTo("</s>");
            assertThat(info.at("/siblings/0").toString()).isEqualTo("{\"rfilename\":\"config.json\"}");
            assertThat(info.has("securityRepoStatus")).isFalse();
        }

        @Test
        void describesBlobsOnDemand() throws Exception {
            JsonNode sibling =
                    client.json("/api/models/meta/llama-7b?blobs=true").at("/siblings/1");

            assertThat(sibling.path("rfilename").asText()).isEqualTo("model.safetensors");
            assertThat(sibling.path("size").asLong()).isEqualTo(10_000);
            assertThat(sibling.at("/lfs/sha256").asText()).isEqualTo(ContentDigest.sha256(WEIGHTS));
            assertThat(sibling.at("/lfs/pointerSize").asInt()).isEqualTo(130);
        }

        @Test
        void tellsSecurityOnDemand() throws Exception {
            JsonNode info = client.json("/api/models/meta/llama-7b?securityStatus=true");

            assertThat(info.at("/securityRepoStatus/scansDone").asBoolean()).isTrue();
            assertThat(info.at("/securityRepoStatus/filesWithIssues/0/path").asText())
                    .isEqualTo("model.safetensors");
        }

        @Test
        void isOfOneRevision() throws Exception {
            String before = llama.head().id();
            llama.commitTo("main").file("new.txt", "new").push();

            assertThat(client.json("/api/models/meta/llama-7b/revision/" + before)
                            .path("sha")
                            .asText())
                    .isEqualTo(before);
            assertThat(client.json("/api/models/meta/llama-7b").path("sha").asText())
                    .isNotEqualTo(before);
        }

        @Test
        void knowsIdsWithoutAnOrganisation() throws Exception {
            assertThat(client.json("/api/models/gpt2").path("id").asText()).isEqualTo("gpt2");
            assertThat(client.json("/api/models/gpt2/tree/main")).hasSize(1);
            assertThat(client.get("/gpt2/resolve/main/README.md").body())
                    .asString()
                    .isEqualTo("old");
        }

        @Test
        void tellsOfGguf() throws Exception {
            assertThat(client.json("/api/models/meta/llama-70b")
                            .at("/gguf/context_length")
                            .asInt())
                    .isEqualTo(8192);
        }
    }

    @Nested
    class Tree {

        @Test
        void listsOneLevel() throws Exception {
            assertThat(pages("/api/models/meta/llama-7b/tree/main").stream()
                            .flatMap(page -> page.findValuesAsText("path").stream()))
                    .containsExactly("original", "config.json", "model.safetensors", "tokenizer_config.json");
        }

        @Test
        void listsAllLevelsInPages() throws Exception {
            List<JsonNode> pages = pages("/api/models/meta/llama-7b/tree/main?recursive=true");

            assertThat(pages).hasSize(2);
            assertThat(pages.get(0).findValuesAsText("path"))
                    .containsExactly("original", "original/deep", "config.json");
            assertThat(pages.get(1).findValuesAsText("path"))
                    .containsExactly("model.safetensors", "original/deep/params.json", "tokenizer_config.json");
        }

        @Test
        void namesContentAndPointer() throws Exception {
            JsonNode file = pages("/api/models/meta/llama-7b/tree/main").get(0).get(2);
            Content pointer = Content.of("version https://git-lfs.github.com/spec/v1\noid sha256:"
                    + ContentDigest.sha256(WEIGHTS) + "\nsize 10000\n");

            assertThat(file.path("oid").asText()).isEqualTo(ContentDigest.gitSha1(pointer));
            assertThat(file.at("/lfs/oid").asText()).isEqualTo(ContentDigest.sha256(WEIGHTS));
            assertThat(file.has("lastCommit")).isFalse();
        }

        @Test
        void listsBelowADirectory() throws Exception {
            assertThat(client.json("/api/models/meta/llama-7b/tree/main/original%2Fdeep")
                            .findValuesAsText("path"))
                    .containsExactly("original/deep/params.json");
            assertThat(header(client.get("/api/models/meta/llama-7b/tree/main/nowhere"), "X-Error-Code"))
                    .isEqualTo("EntryNotFound");
        }

        @Test
        void tellsCommitAndSecurityOnDemand() throws Exception {
            JsonNode file = pages("/api/models/meta/llama-7b/tree/main?expand=true")
                    .get(0)
                    .get(2);

            assertThat(file.at("/lastCommit/id").asText())
                    .isEqualTo(llama.head().id());
            assertThat(file.at("/securityFileStatus/status").asText()).isEqualTo("unsafe");
        }
    }

    @Nested
    class PathsInfo {

        @Test
        void takesAForm() throws Exception {
            JsonNode entries = HubClient.json(client.post(
                    "/api/models/meta/llama-7b/paths-info/main",
                    "application/x-www-form-urlencoded",
                    "paths=config.json&paths=original%2Fdeep&paths=nowhere&expand=false"));

            assertThat(entries.findValuesAsText("type")).containsExactly("file", "directory");
        }

        @Test
        void takesJson() throws Exception {
            JsonNode entries = HubClient.json(client.post(
                    "/api/models/meta/llama-7b/paths-info/main",
                    "application/json",
                    "{\"paths\":[\"config.json\"],\"expand\":true}"));

            assertThat(entries.at("/0/lastCommit/title").asText()).isEqualTo("Initial commit");
        }
    }

    @Test
    void refsAreListed() throws Exception {
        llama.tag("v1", llama.head());
        llama.commitToPullRequest(3).file("x", "y").push();
        JsonNode refs = client.json("/api/models/meta/llama-7b/refs?include_prs=1");

        assertThat(refs.at("/branches/0/ref").asText()).isEqualTo("refs/heads/main");
        assertThat(refs.at("/tags/0/targetCommit").asText())
                .isEqualTo(llama.head().id());
        assertThat(refs.at("/pullRequests/0/ref").asText()).isEqualTo("refs/pr/3");
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        assertThat(client.get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(client.get("/").statusCode()).isEqualTo(404);
        assertThat(client.get("/a/b/c/d").statusCode()).isEqualTo(404);
        assertThat(client.get("/api/models/meta/llama-7b/paths-info/main").statusCode())
                .isEqualTo(405);
    }
}
