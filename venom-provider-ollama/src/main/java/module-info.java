/** Models of the Ollama library: registry, daemon, store and catalogue; and the driver of an Ollama daemon. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.provider.ollama {
    requires transitive dev.venom.runtime.api;
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports dev.venom.runtime.provider.ollama;

    provides dev.venom.runtime.spi.provider.ModelProvider with
            dev.venom.runtime.provider.ollama.OllamaProvider;
    provides dev.venom.runtime.spi.runtime.RuntimeDriver with
            dev.venom.runtime.provider.ollama.OllamaDriver;
}
