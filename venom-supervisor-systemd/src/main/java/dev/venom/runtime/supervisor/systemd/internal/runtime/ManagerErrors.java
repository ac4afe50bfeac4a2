package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.unit.PolkitRule;

/** Tells people what systemd refused, and what to do about it. */
final class ManagerErrors {
    private ManagerErrors() {}

    static VenomException of(ManagerException refusal, String what, ManagedUnit subject) {
        String message = "The runtime " + subject.id() + " cannot be " + what + ": " + subject.unit() + ": "
                + refusal.getMessage();
        return switch (refusal.reason()) {
            case DENIED -> new VenomException(ErrorCode.PERMISSION_DENIED, message, right(subject), refusal);
            case UNREACHABLE ->
                new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        message,
                        "Run it where systemd runs, or set \"supervisor\":\"process\" for " + subject.id(),
                        refusal);
            case REFUSED ->
                new VenomException(
                        ErrorCode.RUNTIME_UNHEALTHY,
                        message,
                        "See " + subject.systemctl() + " status " + subject.unit(),
                        refusal);
        };
    }

    private static String right(ManagedUnit subject) {
        if (subject.spec().scope() == RuntimeSpec.Scope.USER) {
            return "Run it as the user whose unit it is";
        }
        String user = subject.caller().name();
        return "The user " + user
                + " may not control units of the system. Run it as root, set \"scope\":\"user\", or let"
                + " root write this polkit rule to " + PolkitRule.FILE + ": "
                + PolkitRule.text(subject.unit(), user).strip().replaceAll("\\s+", " ");
    }
}
