package dev.venom.runtime.api.model;

/** How a model's weights are stored. */
public enum ModelFormat {
    /** Tensors only; holds no code. */
    SAFETENSORS,
    /** One file with tensors, tokenizer and metadata, for llama.cpp and Ollama; holds no code. */
    GGUF,
    /** Python objects: loading them can run code. */
    PICKLE,
    /** Anything else, or nothing recognised. */
    OTHER
}
