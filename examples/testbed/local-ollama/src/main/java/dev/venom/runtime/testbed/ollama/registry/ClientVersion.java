package dev.venom.runtime.testbed.ollama.registry;

import dev.venom.runtime.testbed.hub.wire.Request;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ollama that a client says it is.
 *
 * @param numbers of its version; none where it does not say
 */
record ClientVersion(int... numbers) {

    private static final Pattern AGENT = Pattern.compile("ollama/(\\d+\\.\\d+\\.\\d+).*");

    static ClientVersion of(Request request) {
        Matcher agent = AGENT.matcher(request.header("User-Agent").orElse(""));
        return agent.matches() ? new ClientVersion(numbers(agent.group(1))) : new ClientVersion();
    }

    boolean isAtLeast(String version) {
        return Arrays.compare(numbers, numbers(version)) >= 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
