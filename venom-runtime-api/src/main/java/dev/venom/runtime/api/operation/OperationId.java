package dev.venom.runtime.api.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.regex.Pattern;

/**
 * Name of an operation: unique in a cache directory, and sorted by the time it was made. Immutable.
 *
 * @param value text fit for a file name and a URL
 */
public record OperationId(String value) implements Comparable<OperationId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-z][0-9a-z-]{0,63}");

    /** Refuses what is not an id: it becomes a file name. */
    public OperationId {
        if (!FORM.matcher(value).matches()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST, "That is not the id of an operation.", "List them with 'operations'.");
        }
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
