/** Runtimes that systemd starts, stops and keeps up. */
package dev.venom.runtime.supervisor.systemd;
