/** Runtimes that systemd starts, stops and keeps up. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.supervisor.systemd {
    requires transitive dev.venom.runtime.api;
    requires org.freedesktop.dbus;
    requires org.slf4j;

    exports dev.venom.runtime.supervisor.systemd;

    // The D-Bus library makes proxies and signals from these types.
    opens dev.venom.runtime.supervisor.systemd.internal.bus to
            org.freedesktop.dbus;

    provides dev.venom.runtime.spi.runtime.RuntimeSupervisor with
            dev.venom.runtime.supervisor.systemd.SystemdSupervisor;
}
