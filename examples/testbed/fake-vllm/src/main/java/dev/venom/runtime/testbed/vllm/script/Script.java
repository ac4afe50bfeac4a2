package dev.venom.runtime.testbed.vllm.script;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the server is told to do, asked anew each time, so that a test can change its mind. The file named by {@code
 * FAKE_VLLM_CONTROL} beats the environment, and a line for one model ({@code NAME/order=value}) beats one for all.
 * Thread-safe.
 */
public final class Script {
    /** The variable that names the file. */
    public static final String CONTROL_VARIABLE = "FAKE_VLLM_CONTROL";

    private final Map<String, String> environment;
    private final String model;

    /**
     * Reads orders for one model.
     *
     * @param environment variables
     * @param model the served name
     */
    public Script(Map<String, String> environment, String model) {
        this.environment = Map.copyOf(environment);
        this.model = model;
    }

    /**
     * What an order says now.
     *
     * @param order the order
     * @return its value; empty where it was not given
     */
    public Optional<String> value(ScriptOrder order) {
        Properties file = file();
        return Optional.ofNullable(file.getProperty(model + "/" + order.key()))
                .or(() -> Optional.ofNullable(file.getProperty(order.key())))
                .or(() -> Optional.ofNullable(environment.get(order.variable())))
                .filter(value -> !value.isBlank());
    }

    /**
     * Whether an order is given now.
     *
     * @param order the order
     * @return true for the value {@code true}
     */
    public boolean isOn(ScriptOrder order) {
        return value(order).filter("true"::equals).isPresent();
    }

    /**
     * What an order that is a number says now.
     *
     * @param order the order
     * @param otherwise the number where it was not given
     * @return the number
     */
    public long number(ScriptOrder order, long otherwise) {
        return value(order).map(Long::parseLong).orElse(otherwise);
    }

    private Properties file() {
        Properties properties = new Properties();
        Optional<Path> control =
                Optional.ofNullable(environment.get(CONTROL_VARIABLE)).map(Path::of);
        if (control.filter(Files::isRegularFile).isPresent()) {
            try (Reader reader = Files.newBufferedReader(control.get())) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new IllegalStateException("The script can't be read: " + control.get(), unreadable);
            }
        }
        return properties;
    }
}
