package dev.venom.runtime.examples.cockpit.page;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A file of the page, read once. Immutable. */
final class PageFile {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(html|css|js|svg)");
    private static final int NOT_MODIFIED = 304;
    private static final int TAG_DIGITS = 16;
    private static final Map<String, Optional<PageFile>> READ = new ConcurrentHashMap<>();

    private final byte[] bytes;
    private final String type;
    private final String tag;

    private PageFile(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
        this.tag = tag(bytes);
    }

    static Optional<PageFile> find(String name, String resource) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return READ.computeIfAbsent(resource, path -> read(path, name.substring(name.lastIndexOf('.') + 1)));
    }

    /** The browser keeps it, and asks each time whether it is still the same: an upgrade shows at once. */
    void send(Context context) {
        context.header("Cache-Control", "no-cache").header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(NOT_MODIFIED);
        } else {
            context.contentType(type).result(bytes);
        }
    }

    private static Optional<PageFile> read(String resource, String ending) {
        try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new PageFile(in.readAllBytes(), TYPES.get(ending)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
