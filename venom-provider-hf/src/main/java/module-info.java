/** Models of the Hugging Face Hub: search, selection of files, and the cache layout of its Python client. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.provider.hf {
    requires transitive dev.venom.runtime.api;
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports dev.venom.runtime.provider.hf;

    provides dev.venom.runtime.spi.provider.ModelProvider with
            dev.venom.runtime.provider.hf.HuggingFaceProvider;
}
