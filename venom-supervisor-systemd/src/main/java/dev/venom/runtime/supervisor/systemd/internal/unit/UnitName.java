package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a runtime's unit (systemd.unit(5)). Immutable.
 *
 * @param text as it was described
 */
public record UnitName(String text) {
    private static final String SERVICE = ".service";
    private static final Pattern OTHER_TYPE =
            Pattern.compile("\\.(?:socket|target|timer|mount|automount|path|slice|scope|device|swap)$");
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:_.\\\\@-]+");
    private static final int LONGEST = 255;

    /** The whole name: without a type it is a service's, as for {@code systemctl}. */
    public String whole() {
        return text.endsWith(SERVICE) || OTHER_TYPE.matcher(text).find() ? text : text + SERVICE;
    }

    /** What is wrong with it, and the cure; empty where systemd can be asked for it. */
    public Optional<String> problem() {
        String name = whole();
        if (name.contains("/")) {
            return Optional.of(text + " is a path. Give the name of the unit alone, such as "
                    + new UnitName(name.substring(name.lastIndexOf('/') + 1)).whole() + ".");
        }
        if (OTHER_TYPE.matcher(name).find()) {
            return Optional.of(text + " is no service, and only a service can be a runtime. Name the service that it"
                    + " belongs to.");
        }
        if (name.startsWith("@")
                || name.equals(SERVICE)
                || name.length() > LONGEST
                || !ALLOWED.matcher(name).matches()) {
            return Optional.of(text + " is no name of a unit. Write it as systemctl lists it.");
        }
        if (name.endsWith("@" + SERVICE)) {
            String base = name.substring(0, name.length() - SERVICE.length());
            return Optional.of(
                    text + " is a template, of which systemd runs instances only. Name one of them: \"unit\": \"" + base
                            + "NAME" + SERVICE + "\", where NAME is what %i stands for in the template.");
        }
        return Optional.empty();
    }

    /**
     * Insists that systemd can be asked for it.
     *
     * @throws VenomException INVALID_REQUEST with the cure
     */
    public void require(String runtime) {
        problem().ifPresent(words -> {
            int end = words.indexOf(". ") + 1;
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The \"unit\" of the runtime " + runtime + " cannot be used: " + words.substring(0, end),
                    words.substring(end).strip());
        });
    }
}
