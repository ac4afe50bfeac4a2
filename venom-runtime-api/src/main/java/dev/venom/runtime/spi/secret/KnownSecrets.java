package dev.venom.runtime.spi.secret;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.Settings;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the values that open a door from where a host keeps them. Confined to one thread. */
final class KnownSecrets {
    private static final List<String> VARIABLES = List.of(
            "HF_TOKEN",
            "HUGGING_FACE_HUB_TOKEN",
            "VENOM_COCKPIT_TOKEN",
            "VLLM_API_KEY",
            "LLAMA_API_KEY",
            "OPENAI_API_KEY",
            "OLLAMA_API_KEY");
    private static final List<String> ADDRESSES = List.of(
            "HF_ENDPOINT",
            "OLLAMA_HOST",
            "OLLAMA_REGISTRY",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "http_proxy",
            "https_proxy",
            "all_proxy");
    private static final Pattern USER_INFO = Pattern.compile("://([^/\\s@]+)@");
    private static final Pattern OPTION = Pattern.compile("--?([A-Za-z][A-Za-z0-9_.-]*)(?:=(.*))?", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
    private static final String KEY_FILE = "--api-key-file";
    private static final long LARGEST_KEY_FILE_BYTES = 1 << 16;
    /** What people write where something has to stand and nothing is meant. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "empty", "none", "null", "dummy", "true", "false", "vllm", "ollama", "llama", "token", "key", "no-key");

    private final Set<String> secrets = new LinkedHashSet<>();

    Set<String> secrets() {
        return secrets;
    }

    KnownSecrets addAll(Settings settings) {
        VARIABLES.forEach(name -> settings.value(name).ifPresent(this::add));
        ADDRESSES.forEach(name -> settings.value(name).ifPresent(this::addUserInfo));
        return this;
    }

    KnownSecrets addAll(RuntimeSpec spec) {
        addUserInfo(spec.baseUri().toString());
        spec.environment().forEach(this::addNamed);
        addWords(spec.command());
        keyFile(spec).ifPresent(this::addKeys);
        return this;
    }

    private void addWords(List<String> words) {
        boolean expected = false;
        for (String word : words) {
            Matcher option = OPTION.matcher(word);
            if (option.matches()) {
                boolean secret = SecretNames.isSecret(option.group(1));
                String value = Optional.ofNullable(option.group(2)).orElse("");
                if (secret) {
                    add(value);
                } else {
                    addLoose(value);
                }
                expected = secret && option.group(2) == null;
            } else if (expected) {
                // vLLM takes several keys behind one option.
                add(word);
            } else {
                addLoose(word);
            }
            addUserInfo(word);
        }
    }

    /** A word may be a variable, as behind {@code env} or {@code docker run -e}, or a whole command, as behind {@code sh -c}. */
    private void addLoose(String word) {
        if (word.indexOf(' ') >= 0) {
            addWords(Arrays.stream(word.split("\\s+"))
                    .map(KnownSecrets::unquoted)
                    .toList());
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(word);
        if (assignment.matches()) {
            addNamed(assignment.group(1), unquoted(assignment.group(2)));
        }
    }

    private void addNamed(String name, String value) {
        if (SecretNames.isSecret(name)) {
            add(value);
        }
        addUserInfo(value);
    }

    private void addUserInfo(String text) {
        Matcher found = USER_INFO.matcher(text);
        while (found.find()) {
            String info = found.group(1);
            add(info.substring(info.indexOf(':') + 1));
            if (info.indexOf(':') >= 0) {
                secrets.add(info);
            }
        }
    }

    private void addKeys(Path file) {
        try {
            if (Files.size(file) <= LARGEST_KEY_FILE_BYTES) {
                Files.readAllLines(file, StandardCharsets.ISO_8859_1).forEach(this::add);
            }
        } catch (IOException unreadable) {
            // Whoever can't read it can't show what is in it.
        }
    }

    private static Optional<Path> keyFile(RuntimeSpec spec) {
        List<String> words = spec.command();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith(KEY_FILE + "=")) {
                return path(spec, word.substring(KEY_FILE.length() + 1));
            }
            if (word.equals(KEY_FILE) && at + 1 < words.size()) {
                return path(spec, words.get(at + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> path(RuntimeSpec spec, String text) {
        try {
            Path file = Path.of(text);
            return Optional.of(spec.workingDirectory()
                    .map(directory -> directory.resolve(file))
                    .orElse(file));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private void add(String value) {
        String secret = value.strip();
        keep(secret);
        for (String part : secret.split("[,\\s]+")) {
            keep(part);
        }
        if (secret.indexOf('%') >= 0) {
            keep(decoded(secret));
        }
    }

    private void keep(String secret) {
        if (!secret.isEmpty() && !PLACEHOLDERS.contains(secret.toLowerCase(Locale.ROOT))) {
            secrets.add(secret);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String unquoted(String word) {
        return word.replaceAll("^[\"']+|[\"']+$", "");
    }
}
