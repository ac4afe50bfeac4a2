/**
 * The engine behind the facade {@link dev.venom.runtime.core.ModelManager}: downloads, verification, store, quota
 * and operations. Providers, supervisors and drivers are found as services; none is named here.
 */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.core {
    requires com.fasterxml.jackson.databind;
    requires com.github.oshi;
    requires com.sun.jna;
    requires transitive dev.venom.runtime.api;
    requires java.net.http;
    requires org.slf4j;

    exports dev.venom.runtime.core;

    uses dev.venom.runtime.spi.OperationListener;
    uses dev.venom.runtime.spi.provider.ModelProvider;
    uses dev.venom.runtime.spi.runtime.RuntimeDriver;
    uses dev.venom.runtime.spi.runtime.RuntimeSupervisor;

    provides dev.venom.runtime.spi.runtime.RuntimeDriver with
            dev.venom.runtime.core.internal.driver.OpenAiDriver,
            dev.venom.runtime.core.internal.driver.VllmDriver;
}
