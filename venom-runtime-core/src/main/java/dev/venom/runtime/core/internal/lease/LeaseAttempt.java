package dev.venom.runtime.core.internal.lease;

import java.util.Optional;

/** What became of asking for a lease: it was granted, or somebody holds it. */
public sealed interface LeaseAttempt {
    /**
     * Asked for and got.
     *
     * @param lease to be closed by the receiver
     */
    record Granted(Lease lease) implements LeaseAttempt {}

    /**
     * Somebody writes.
     *
     * @param owner who, where that is known
     */
    record Held(Optional<LeaseRecord> owner) implements LeaseAttempt {
        /**
         * For people.
         *
         * @return who holds it, in words
         */
        public String holder() {
            return owner.map(record -> record.owner().toString()).orElse("another process");
        }
    }
}
