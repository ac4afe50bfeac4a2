package dev.venom.runtime.core.internal.driver.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Every question that is known, what most models answer first. The paths are those of vLLM, llama.cpp's server, Hugging
 * Face's text-embeddings-inference, Infinity and whisper.cpp's server.
 */
public final class ModelTasks {
    /** In the order in which they are asked where nothing tells which fits. */
    public static final List<ModelTask> ALL = List.of(
            new DocumentTask(
                    "a token",
                    List.of("/v1/completions"),
                    (document, prompt) -> document.put("prompt", prompt.text()).put("max_tokens", prompt.tokens()),
                    (answer, prompt) -> Answers.text(answer)),
            chat("max_tokens"),
            chat("max_completion_tokens"),
            new DocumentTask(
                    "an embedding",
                    // The second gives the numbers of each token, where they are not pooled.
                    List.of("/v1/embeddings", "/embeddings"),
                    (document, prompt) -> document.put("input", prompt.text()),
                    (answer, prompt) -> Answers.numbers(answer, "embedding")),
            rank(List.of("/v1/rerank", "/rerank", "/v2/rerank", "/v1/reranking"), "documents"),
            rank(List.of("/rerank"), "texts"),
            new DocumentTask(
                    "a score",
                    List.of("/score", "/v1/score"),
                    (document, prompt) -> addTexts(document.put("text_1", prompt.query()), "text_2", prompt),
                    (answer, prompt) -> Answers.scores(answer, "data", prompt, "score")),
            classes(List.of("/classify", "/v1/classify"), "input"),
            classes(List.of("/predict"), "inputs"),
            // Models of rewards and of single words answer nothing else.
            new DocumentTask(
                    "a pooled vector",
                    List.of("/pooling"),
                    (document, prompt) -> document.put("input", prompt.text()),
                    (answer, prompt) -> Answers.numbers(answer, "data")),
            new TranscriptionTask(List.of("/v1/audio/transcriptions", "/inference")));

    private ModelTasks() {}

    /** For a model that only talks; servers call the number of tokens as they like. */
    private static ModelTask chat(String limit) {
        return new DocumentTask(
                "a token",
                List.of("/v1/chat/completions"),
                (document, prompt) -> {
                    document.putArray("messages")
                            .addObject()
                            .put("role", "user")
                            .put("content", prompt.text());
                    document.put(limit, prompt.tokens());
                },
                (answer, prompt) -> Answers.message(answer));
    }

    /** Puts texts in order by how well they answer a query; servers call the texts as they like. */
    private static ModelTask rank(List<String> paths, String texts) {
        return new DocumentTask(
                "a rank",
                paths,
                (document, prompt) -> addTexts(document.put("query", prompt.query()), texts, prompt),
                (answer, prompt) -> Answers.scores(answer, "results", prompt, "relevance_score", "score"));
    }

    private static void addTexts(ObjectNode document, String member, Prompt prompt) {
        prompt.documents().forEach(document.putArray(member)::add);
    }

    /** Says to which class a text belongs; servers call the text as they like. */
    private static ModelTask classes(List<String> paths, String text) {
        return new DocumentTask(
                "a class",
                paths,
                (document, prompt) -> document.put(text, prompt.text()),
                (answer, prompt) -> Answers.classes(answer));
    }
}
