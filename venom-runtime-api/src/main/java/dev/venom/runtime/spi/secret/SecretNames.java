package dev.venom.runtime.spi.secret;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells from the name of a variable, an option or a field whether its value is a secret. */
final class SecretNames {
    private static final Set<String> WORDS = Set.of(
            "token",
            "secret",
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "credential",
            "credentials",
            "apikey",
            "apikeys");
    private static final Set<String> KINDS_OF_KEY = Set.of("api", "access", "private", "auth", "signing", "encryption");
    /** Tokens that a tokenizer knows, not ones that open a door. */
    private static final Set<String> KINDS_OF_TEXT = Set.of(
            "eos",
            "bos",
            "pad",
            "unk",
            "sep",
            "cls",
            "mask",
            "image",
            "audio",
            "video",
            "stop",
            "start",
            "end",
            "special",
            "added",
            "max",
            "min",
            "num",
            "per",
            "next",
            "last",
            "first",
            "draft",
            "speculative");

    private SecretNames() {}

    /** Whether the value of something with such a name opens a door; a file that holds it is none itself. */
    static boolean isSecret(String name) {
        List<String> words = words(name);
        int last = words.size() - 1;
        if (last < 0) {
            return false;
        }
        String before = last > 0 ? words.get(last - 1) : "";
        String word = words.get(last);
        return WORDS.contains(word) && !(word.equals("token") && KINDS_OF_TEXT.contains(before))
                || (word.equals("key") || word.equals("keys")) && KINDS_OF_KEY.contains(before);
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
