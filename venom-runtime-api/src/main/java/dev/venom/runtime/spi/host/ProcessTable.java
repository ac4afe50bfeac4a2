package dev.venom.runtime.spi.host;

import java.util.List;
import java.util.Optional;

/**
 * The processes of this host, as far as this user may see them. Where there is no {@code /proc} it is empty.
 * Thread-safe; nothing is remembered between calls.
 */
public interface ProcessTable {
    /**
     * Every process, zombies included.
     *
     * @return one pass over the table, about 20 microseconds a process
     */
    List<ProcessEntry> processes();

    /**
     * One process.
     *
     * @param pid its number
     * @return the process that has this number now
     */
    Optional<ProcessEntry> find(long pid);

    /**
     * Whether this very process still runs, not a later one with its number and not as a zombie.
     *
     * @param process which
     * @return true while it runs
     */
    default boolean isAlive(ProcessRef process) {
        return find(process.pid())
                .filter(entry -> entry.ref().equals(process) && entry.isAlive())
                .isPresent();
    }

    /**
     * A variable of the environment with which a process was started. Programs that rewrite their title
     * overwrite it, vLLM's workers among them.
     *
     * @param process which
     * @param name the variable
     * @return its value; empty where it has none or may not be read
     */
    Optional<String> variable(ProcessRef process, String name);

    /**
     * The control group of a process, where systemd or a container engine put it.
     *
     * @param process which
     * @return a path such as {@code /system.slice/ollama.service}
     */
    Optional<String> controlGroup(ProcessRef process);

    /**
     * Who answers at an address of this host. A server with the same port on another address does not.
     *
     * @param address the address and port
     * @return the holder; empty where nobody listens
     */
    Optional<PortHolder> listener(LocalAddress address);
}
