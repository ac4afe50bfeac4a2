package dev.venom.runtime.examples.cockpit.request;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import io.javalin.http.Context;
import java.util.Optional;

/** What stands behind the question mark of an address. */
public final class Queries {
    private Queries() {}

    /**
     * A text.
     *
     * @param context the exchange
     * @param name its name
     * @return the text; empty where it is missing or blank
     */
    public static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    /**
     * A count.
     *
     * @param context the exchange
     * @param name its name
     * @param byDefault what counts where it is missing
     * @param most the largest that is allowed
     * @return the count
     * @throws VenomException INVALID_REQUEST if it is no number from 1 to the largest
     */
    public static int count(Context context, String name, int byDefault, int most) {
        Optional<String> value = text(context, name);
        if (value.isEmpty()) {
            return byDefault;
        }
        try {
            int count = Integer.parseInt(value.get());
            if (count >= 1 && count <= most) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, together with numbers that are too small or too large.
        }
        throw new VenomException(
                ErrorCode.INVALID_REQUEST,
                "The parameter '" + name + "' is not a number from 1 to " + most + ".",
                "Correct it, or leave it out.");
    }
}
