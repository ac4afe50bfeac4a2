package dev.venom.runtime.core.internal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;

/** What the operating system says of a failure, which the JDK hands on as text alone. */
public final class SystemErrorText {
    private SystemErrorText() {}

    /**
     * What went wrong, without the file's name.
     *
     * @param failure what went wrong
     * @return such as {@code Read-only file system}
     */
    public static String of(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        Optional<String> text = failure instanceof FileSystemException precise
                ? Optional.ofNullable(precise.getReason())
                : Optional.ofNullable(failure.getMessage());
        return text.orElse(failure.getClass().getSimpleName());
    }

    /**
     * Whether there was no room.
     *
     * @param failure what went wrong
     * @return true for a full disk, and for a quota that is used up
     */
    public static boolean tellsOfAFullDisk(IOException failure) {
        String words = of(failure).toLowerCase(Locale.ROOT);
        return words.contains("no space left") || words.contains("quota exceeded");
    }
}
