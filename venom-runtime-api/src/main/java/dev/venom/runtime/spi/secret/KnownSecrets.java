package dev.venom.runtime.spi.secret;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    /** What a shell puts in place of a word. */
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)})");

    private static final String KEY_FILE = "api-key-file";
    /** What people write where something has to stand and nothing is meant. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "empty", "none", "null", "dummy", "true", "false", "vllm", "ollama", "llama", "token", "key", "no-key");

    private final Set<String> secrets = new LinkedHashSet<>();
    /** Variables whose value is a secret because of where a command puts it, whatever their names. */
    private final Set<String> referenced = new LinkedHashSet<>();

    Set<String> secrets() {
        return secrets;
    }

    KnownSecrets addAll(Settings settings) {
        VARIABLES.forEach(name -> settings.value(name).ifPresent(this::add));
        ADDRESSES.forEach(name -> settings.value(name).ifPresent(this::addUserInfo));
        referenced.forEach(name -> settings.value(name).ifPresent(this::add));
        return this;
    }

    KnownSecrets addAll(RuntimeSpec spec) {
        Map<String, String> variables = new LinkedHashMap<>();
        spec.environmentFile().ifPresent(file -> variables.putAll(SecretFiles.variables(file)));
        variables.putAll(spec.environment());
        addUserInfo(spec.baseUri().toString());
        variables.forEach(this::addNamed);
        addWords(spec.command(), spec.workingDirectory());
        referenced.forEach(name -> Optional.ofNullable(variables.get(name)).ifPresent(this::add));
        return this;
    }

    private void addWords(List<String> words, Optional<Path> directory) {
        Consumer<String> next = word -> addLoose(word, directory);
        for (String word : words) {
            Matcher option = OPTION.matcher(word);
            if (option.matches()) {
                Consumer<String> value = meaning(option.group(1), directory);
                Optional.ofNullable(option.group(2)).ifPresent(value);
                next = option.group(2) == null ? value : loose -> addLoose(loose, directory);
            } else {
                // vLLM takes several keys behind one option.
                next.accept(word);
            }
            addUserInfo(word);
        }
    }

    /** What the words behind an option are. */
    private Consumer<String> meaning(String option, Optional<Path> directory) {
        if (option.equals(KEY_FILE)) {
            return file -> addKeys(file, directory);
        }
        return SecretNames.isSecret(option) ? this::addReferenced : word -> addLoose(word, directory);
    }

    /** A word may be a variable, as behind {@code env} or {@code docker run -e}, or a whole command, as behind {@code sh -c}. */
    private void addLoose(String word, Optional<Path> directory) {
        if (word.indexOf(' ') >= 0) {
            addWords(
                    Arrays.stream(word.split("\\s+")).map(SecretFiles::unquoted).toList(), directory);
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(word);
        if (assignment.matches()) {
            addNamed(assignment.group(1), SecretFiles.unquoted(assignment.group(2)));
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

    private void addKeys(String file, Optional<Path> directory) {
        try {
            Path path = Path.of(file);
            SecretFiles.lines(directory.map(place -> place.resolve(path)).orElse(path))
                    .forEach(this::add);
        } catch (InvalidPathException notAPath) {
            // Nothing that a server could read keys from.
        }
    }

    private void addReferenced(String word) {
        Matcher reference = REFERENCE.matcher(word);
        if (reference.matches()) {
            referenced.add(Optional.ofNullable(reference.group(1)).orElse(reference.group(2)));
        } else {
            add(word);
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
}
