package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.RelativePath;
import java.util.regex.Pattern;

/** The name of weights that are one of several numbered files, such as {@code m-00001-of-00003.gguf}. */
final class PartName {
    private static final Pattern PART = Pattern.compile(".*-\\d{5}-of-\\d{5}\\.[a-z]+", Pattern.CASE_INSENSITIVE);

    private PartName() {}

    static boolean isOne(RelativePath path) {
        return PART.matcher(path.fileName()).matches();
    }
}
