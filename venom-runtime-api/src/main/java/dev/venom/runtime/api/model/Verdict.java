package dev.venom.runtime.api.model;

import dev.venom.runtime.api.error.ErrorCode;
import java.util.Optional;

/**
 * The outcome of one check of a plan. A check that cannot be made is a {@link Result#WARN}, never a
 * refusal. Immutable.
 *
 * @param check name of the check, such as {@code quota} or {@code architecture}
 * @param result what came out
 * @param detail the figures behind it, for people
 * @param refusal the code with which an install fails because of it; present exactly where it refuses
 */
public record Verdict(String check, Result result, String detail, Optional<ErrorCode> refusal) {
    /** What came out of a check. */
    public enum Result {
        /** Nothing stands against it. */
        OK,
        /** Worth knowing, or could not be checked. */
        WARN,
        /** An install fails, unless the request overrides it. */
        REFUSE
    }

    /** Holds result and refusal together. */
    public Verdict {
        if ((result == Result.REFUSE) != refusal.isPresent()) {
            throw new IllegalArgumentException("Exactly a refusing verdict has a code: " + check);
        }
    }

    /**
     * A check that passed.
     *
     * @param check its name
     * @param detail the figures
     * @return the verdict
     */
    public static Verdict ok(String check, String detail) {
        return new Verdict(check, Result.OK, detail, Optional.empty());
    }

    /**
     * A check that found something worth knowing, or could not be made.
     *
     * @param check its name
     * @param detail what it is
     * @return the verdict
     */
    public static Verdict warn(String check, String detail) {
        return new Verdict(check, Result.WARN, detail, Optional.empty());
    }

    /**
     * A check that stands against the install.
     *
     * @param check its name
     * @param code the code with which an install fails
     * @param detail why
     * @return the verdict
     */
    public static Verdict refuse(String check, ErrorCode code, String detail) {
        return new Verdict(check, Result.REFUSE, detail, Optional.of(code));
    }
}
