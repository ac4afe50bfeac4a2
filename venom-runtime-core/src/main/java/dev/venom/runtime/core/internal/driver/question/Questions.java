package dev.venom.runtime.core.internal.driver.question;

import java.util.List;

/**
 * Every question that is known, what most models answer first. The paths are those of vLLM, llama.cpp's server, Hugging
 * Face's text-embeddings-inference, Infinity and whisper.cpp's server.
 */
public final class Questions {
    /** In the order in which they are asked where nothing tells which fits. */
    public static final List<Question> ALL = List.of(
            new TextQuestion(),
            new ChatQuestion("max_tokens"),
            new ChatQuestion("max_completion_tokens"),
            new EmbeddingQuestion(),
            new RankQuestion(List.of("/v1/rerank", "/rerank", "/v2/rerank", "/v1/reranking"), "documents"),
            new RankQuestion(List.of("/rerank"), "texts"),
            new ScoreQuestion(),
            new ClassQuestion(List.of("/classify", "/v1/classify"), "input"),
            new ClassQuestion(List.of("/predict"), "inputs"),
            new PoolingQuestion(),
            new SpeechQuestion(List.of("/v1/audio/transcriptions", "/inference")));

    private Questions() {}
}
