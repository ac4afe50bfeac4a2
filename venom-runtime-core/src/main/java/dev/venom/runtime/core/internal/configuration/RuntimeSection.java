package dev.venom.runtime.core.internal.configuration;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.spi.transport.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one runtime of the configuration file. */
final class RuntimeSection {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Set<String> PLACEHOLDERS = Set.of("model_path", "model_name", "port");
    private static final int LONGEST_TIMEOUT_SECONDS = 86_400;

    private static final Pattern USER = Pattern.compile("^(\\w+://)[^/?#\\s]*@");
    private static final String FOR_A_SHELL = "only a shell would replace the ~ in it; write the whole path";

    private RuntimeSection() {}

    static RuntimeSpec read(Section json) {
        json.requireOnly(
                "id",
                "kind",
                "base_url",
                "supervisor",
                "unit",
                "command",
                "env",
                "start_timeout_seconds",
                "stop_timeout_seconds",
                "drain_timeout_seconds",
                "soak_seconds",
                "probe_seconds",
                "scope",
                "on_host_exit",
                "env_file",
                "working_directory");
        RuntimeSpecBuilder spec = RuntimeSpec.builder(id(json), json.requiredText("kind"), baseUri(json));
        RuntimeSpec.Supervision supervision = supervision(json);
        List<String> command = command(json, supervision);
        if (!command.isEmpty()) {
            spec.command(command);
        }
        if (supervision == RuntimeSpec.Supervision.SYSTEMD && json.text("unit").isEmpty()) {
            throw json.bad("unit", "it is missing, and supervisor is systemd");
        }
        json.text("unit").ifPresent(spec::unit);
        spec.supervision(supervision);
        spec.environment(json.textMap("env"));
        json.text("scope").ifPresent(value -> spec.scope(choice(json, "scope", RuntimeSpec.Scope.class, value)));
        json.text("on_host_exit")
                .ifPresent(value -> spec.onHostExit(choice(json, "on_host_exit", RuntimeSpec.OnHostExit.class, value)));
        path(json, "env_file").ifPresent(spec::environmentFile);
        path(json, "working_directory").ifPresent(spec::workingDirectory);
        seconds(json, "start_timeout_seconds", spec::startTimeout);
        seconds(json, "stop_timeout_seconds", spec::stopTimeout);
        seconds(json, "drain_timeout_seconds", spec::drainTimeout);
        seconds(json, "soak_seconds", spec::soakTime);
        json.count("probe_seconds", 0, LONGEST_TIMEOUT_SECONDS)
                .ifPresent(value -> spec.probeInterval(Duration.ofSeconds(value)));
        return spec.build();
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    private static String id(Section json) {
        String id = json.requiredText("id");
        if (!isId(id)) {
            throw json.bad("id", "it has to consist of letters, digits and _.-");
        }
        return id;
    }

    private static URI baseUri(Section json) {
        String text = json.requiredText("base_url").strip();
        String withoutUser = USER.matcher(text).replaceFirst("$1");
        WebAddress.defect(withoutUser).ifPresent(reason -> {
            throw json.bad("base_url", reason + "; it has to be an http address such as http://127.0.0.1:8000");
        });
        return withoutUser.equals(text) ? URI.create(text) : withUser(json, text);
    }

    /** Whom a proxy before the server asks for. What it holds is not quoted. */
    private static URI withUser(Section json, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getRawUserInfo() != null) {
                return uri;
            }
            throw unreadableUser(json);
        } catch (URISyntaxException malformed) {
            throw unreadableUser(json);
        }
    }

    private static VenomException unreadableUser(Section json) {
        return json.bad(
                "base_url",
                "its user and password can't be read; what is special in them is written as in an address, @ as %40");
    }

    private static RuntimeSpec.Supervision supervision(Section json) {
        return json.text("supervisor")
                .map(value -> choice(json, "supervisor", RuntimeSpec.Supervision.class, value))
                .orElse(RuntimeSpec.Supervision.AUTO);
    }

    private static List<String> command(Section json, RuntimeSpec.Supervision supervision) {
        List<String> command = json.texts("command");
        if (command.isEmpty() && supervision == RuntimeSpec.Supervision.PROCESS) {
            throw json.bad("command", "it is missing, and supervisor is process");
        }
        for (String word : command) {
            if (isForAShell(word)) {
                throw json.bad("command", FOR_A_SHELL);
            }
            Matcher placeholders = PLACEHOLDER.matcher(word);
            while (placeholders.find()) {
                if (!PLACEHOLDERS.contains(placeholders.group(1))) {
                    throw json.bad(
                            "command",
                            "'" + placeholders.group() + "' is unknown; known are ${model_path}, "
                                    + "${model_name} and ${port}");
                }
            }
        }
        return command;
    }

    private static Optional<Path> path(Section json, String key) {
        try {
            Optional<String> text = json.text(key);
            text.filter(RuntimeSection::isForAShell).ifPresent(word -> {
                throw json.bad(key, FOR_A_SHELL);
            });
            return text.map(Path::of);
        } catch (InvalidPathException inexpressible) {
            throw json.bad(key, "this locale can't express it as a path");
        }
    }

    /** Nobody expands it between the file and the program. */
    private static boolean isForAShell(String word) {
        return word.equals("~") || word.startsWith("~/");
    }

    private static void seconds(Section json, String key, Consumer<Duration> setter) {
        json.count(key, 1, LONGEST_TIMEOUT_SECONDS).ifPresent(value -> setter.accept(Duration.ofSeconds(value)));
    }

    private static <E extends Enum<E>> E choice(Section json, String key, Class<E> type, String value) {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
                return each;
            }
        }
        throw json.bad(
                key,
                "'" + value + "' is none of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                                        .toList()));
    }
}
