/** The Hugging Face Hub as a source of models. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.provider.hf {
    requires com.fasterxml.jackson.databind;
    requires dev.venom.runtime.api;
    requires org.slf4j;
}
