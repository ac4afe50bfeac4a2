package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ResponseSink;

/** A fault on the way of an answer. Thread-safe. */
@FunctionalInterface
public non-sealed interface TransferFault extends Fault {

    /** The wire that the answer takes, in front of the real one. */
    ResponseSink disturb(ResponseSink wire);
}
