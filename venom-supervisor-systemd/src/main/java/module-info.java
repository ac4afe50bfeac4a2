/** Runtimes that systemd starts, stops and keeps up. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.supervisor.systemd {
    requires dev.venom.runtime.api;
}
