/**
 * What a host embeds and what a provider, a driver or a supervisor implements.
 *
 * <p>Values, requests, operations, events and errors are in {@code api}; the interfaces that others
 * implement, and what they are given, are in {@code spi}.
 */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.api {
    requires transitive org.jspecify;

    exports dev.venom.runtime.api.error;
    exports dev.venom.runtime.api.event;
    exports dev.venom.runtime.api.host;
    exports dev.venom.runtime.api.model;
    exports dev.venom.runtime.api.operation;
    exports dev.venom.runtime.api.runtime;
    exports dev.venom.runtime.spi;
    exports dev.venom.runtime.spi.file;
    exports dev.venom.runtime.spi.host;
    exports dev.venom.runtime.spi.provider;
    exports dev.venom.runtime.spi.runtime;
    exports dev.venom.runtime.spi.secret;
    exports dev.venom.runtime.spi.transport;
}
