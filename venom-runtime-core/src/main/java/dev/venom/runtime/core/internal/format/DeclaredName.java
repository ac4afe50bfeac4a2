package dev.venom.runtime.core.internal.format;

import java.util.Optional;
import java.util.regex.Pattern;

/** Lets through the names that a file gives its architecture, licence or data types, if they can be shown as they are. */
final class DeclaredName {
    private static final Pattern SHOWABLE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,126}[\\x21-\\x7e])?");

    private DeclaredName() {}

    static Optional<String> of(String declared) {
        return Optional.of(declared).filter(name -> SHOWABLE.matcher(name).matches());
    }
}
