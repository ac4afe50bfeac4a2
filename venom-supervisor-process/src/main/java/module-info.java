/** Runtimes as child processes: groups, identity, adoption and logs. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.supervisor.process {
    requires transitive dev.venom.runtime.api;
    requires transitive org.jspecify;
    requires com.sun.jna;
    requires org.slf4j;

    exports dev.venom.runtime.supervisor.process;

    // Its interface of the C library is implemented there.
    opens dev.venom.runtime.supervisor.process.internal.linux to
            com.sun.jna;

    provides dev.venom.runtime.spi.runtime.RuntimeSupervisor with
            dev.venom.runtime.supervisor.process.ProcessSupervisor;
}
