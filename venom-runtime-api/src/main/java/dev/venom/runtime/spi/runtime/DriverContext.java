package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Clock;

/**
 * The runtime that a driver talks to, and what it talks with. Immutable.
 *
 * @param spec the runtime
 * @param transport HTTP that tries once and hands over an answer of any status, also 5xx; its timeout is
 *     short unless a call asks for more. What no waiting mends, such as a protocol or certificate that does not fit the
 *     address, is INVALID_REQUEST; what may pass is NETWORK or STALLED
 * @param settings the host's configuration
 * @param clock the host's clock
 */
public record DriverContext(RuntimeSpec spec, Transport transport, Settings settings, Clock clock) {}
