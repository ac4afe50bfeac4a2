package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.compatibility.CommandOptions;
import dev.venom.runtime.core.internal.runtime.state.EnvironmentFile;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the key that a server asks for where the server itself finds it: behind the options of its command first, then in
 * the variable of its environment. Before both stands a user in its address, whom a proxy in front of it asks for.
 * Immutable.
 */
final class ServerApiKey {
    /** What a shell puts in place of a word. */
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)})");

    private final DriverContext context;
    private final String variable;
    private final String separator;

    private ServerApiKey(DriverContext context, String variable, String separator) {
        this.context = context;
        this.variable = variable;
        this.separator = separator;
    }

    /** vLLM's: one key a word, {@code VLLM_API_KEY} where no option is there. */
    static Optional<Credential> ofVllm(DriverContext context) {
        return new ServerApiKey(context, "VLLM_API_KEY", "\\s+").find();
    }

    /** llama.cpp's: keys between commas, also a key a line in a file; {@code LLAMA_API_KEY} where no option is there. */
    static Optional<Credential> ofLlamaCpp(DriverContext context) {
        return new ServerApiKey(context, "LLAMA_API_KEY", ",").find();
    }

    private Optional<Credential> find() {
        Origin origin = Origin.of(context.spec().baseUri());
        return user().map(user -> Credential.of(origin, "Basic " + encoded(user)))
                .or(() -> key().map(key -> Credential.bearer(origin, key)));
    }

    private Optional<String> user() {
        return Optional.ofNullable(context.spec().baseUri().getRawUserInfo())
                .map(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static String encoded(String user) {
        String whole = user.indexOf(':') >= 0 ? user : user + ":";
        return Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> key() {
        CommandOptions options = CommandOptions.of(context.spec());
        return options.value("--api-key")
                .flatMap(this::meant)
                .flatMap(this::first)
                .or(() -> options.value("--api-key-file").flatMap(this::meant).flatMap(this::firstOf))
                .or(() -> options.assigned(variable).flatMap(this::meant).flatMap(this::first))
                .or(() -> variable(variable).flatMap(this::first));
    }

    /** A word may name a variable that a shell reads. */
    private Optional<String> meant(String word) {
        Matcher named = VARIABLE.matcher(word);
        return named.matches()
                ? variable(Optional.ofNullable(named.group(1)).orElse(named.group(2)))
                : Optional.of(word);
    }

    private Optional<String> variable(String name) {
        RuntimeSpec spec = context.spec();
        return Optional.ofNullable(spec.environment().get(name))
                .or(() -> spec.environmentFile().flatMap(file -> variableOf(file, name)))
                .or(() -> context.settings().value(name));
    }

    private static Optional<String> variableOf(Path file, String name) {
        try {
            return Optional.ofNullable(new EnvironmentFile(file).read().get(name));
        } catch (VenomException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> first(String keys) {
        return Stream.of(keys.split(separator))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .findFirst();
    }

    /** A file that can't be read holds no key for us: the server's own refusal says the rest. */
    private Optional<String> firstOf(String file) {
        try {
            Path path = Path.of(file);
            Path place = context.spec()
                    .workingDirectory()
                    .map(directory -> directory.resolve(path))
                    .orElse(path);
            try (Stream<String> lines = Files.lines(place)) {
                return lines.map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .findFirst();
            }
        } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }
}
