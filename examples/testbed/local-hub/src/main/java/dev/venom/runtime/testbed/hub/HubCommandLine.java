package dev.venom.runtime.testbed.hub;

import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import dev.venom.runtime.testbed.hub.catalogue.ByteCount;
import dev.venom.runtime.testbed.hub.catalogue.GeneratedModel;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the program was told on its command line. */
final class HubCommandLine {

    static final String USAGE = "Usage: HubServer [--port N] [--rate BYTES_PER_SECOND] [--delay MILLISECONDS]"
            + " [--generate org/name:SIZE[:files]]... [--directory org/name=DIR]...";

    private HubCommandLine() {}

    /** The hub to start; throws {@link IllegalArgumentException} with a text for people. */
    static LocalHubBuilder parse(String... arguments) {
        LocalHubBuilder plan = LocalHub.builder().repositories(BuiltInModels.repositories());
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("A value is missing behind " + arguments[i]);
            }
            apply(plan, arguments[i], arguments[i + 1]);
        }
        return plan;
    }

    private static void apply(LocalHubBuilder plan, String option, String value) {
        switch (option) {
            case "--port" -> plan.port(number(option, value));
            case "--rate" -> plan.bytesPerSecond(ByteCount.parse(value));
            case "--delay" -> plan.delay(Duration.ofMillis(number(option, value)));
            case "--generate" -> plan.repository(GeneratedModel.parse(value).repository());
            case "--directory" -> plan.repository(directory(value));
            default -> throw new IllegalArgumentException("Unknown option " + option);
        }
    }

    private static HubRepository directory(String value) {
        int equals = value.indexOf('=');
        Path path = Path.of(value.substring(equals + 1));
        if (equals < 1 || !Files.isDirectory(path)) {
            throw new IllegalArgumentException("Not of the form org/name=DIR with an existing directory: " + value);
        }
        return HubRepository.named(value.substring(0, equals)).directory(path).build();
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not " + value, e);
        }
    }
}
