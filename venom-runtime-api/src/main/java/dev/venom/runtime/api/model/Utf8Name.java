package dev.venom.runtime.api.model;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * One segment of a path in UTF-8, whatever the locale. In a container without {@code LANG} Java encodes file names
 * in seven bits, and a text beyond them has no path. An address has one: its escapes are the bytes themselves.
 */
final class Utf8Name {
    private static final String PROBE = "\u6a21";
    private static final boolean IS_NATIVE = isNative();

    private Utf8Name() {}

    static boolean isExpressible(String text) {
        return IS_NATIVE || isAscii(text);
    }

    static Path in(Path directory, String segment) {
        if (isExpressible(segment) || isForeign(directory)) {
            return directory.resolve(segment);
        }
        return directory.resolve(
                Path.of(URI.create("file:///" + escaped(segment))).getFileName());
    }

    static String text(Path segment) {
        String text = segment.toString();
        if (isExpressible(text) || isForeign(segment)) {
            return text;
        }
        String escaped =
                segment.getFileSystem().getPath("/").resolve(segment).toUri().getRawPath();
        return unescaped(escaped.substring(1).replaceAll("/$", ""));
    }

    private static boolean isNative() {
        try {
            return Path.of(PROBE).toUri().toASCIIString().contains(escaped(PROBE));
        } catch (InvalidPathException unmappable) {
            return false;
        }
    }

    private static boolean isForeign(Path path) {
        return path.getFileSystem() != FileSystems.getDefault();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static String escaped(String segment) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
        }
        return escaped.toString();
    }

    private static String unescaped(String escaped) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int at = 0;
        while (at < escaped.length()) {
            boolean isEscape = escaped.charAt(at) == '%';
            octets.write(isEscape ? HexFormat.fromHexDigits(escaped, at + 1, at + 3) : escaped.charAt(at));
            at += isEscape ? 3 : 1;
        }
        return octets.toString(StandardCharsets.UTF_8);
    }
}
