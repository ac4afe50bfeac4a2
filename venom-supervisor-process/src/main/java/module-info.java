/** Runtimes as child processes: groups, identity, adoption and logs. */
@org.jspecify.annotations.NullMarked
module dev.venom.runtime.supervisor.process {
    requires dev.venom.runtime.api;
}
