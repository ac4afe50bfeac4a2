/** The Ollama library as a source of models, and the driver of an Ollama daemon. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.provider.ollama {
    requires dev.venom.runtime.api;
}
