/** Runtimes as child processes: groups, identity, adoption and logs. */
package dev.venom.runtime.supervisor.process;
