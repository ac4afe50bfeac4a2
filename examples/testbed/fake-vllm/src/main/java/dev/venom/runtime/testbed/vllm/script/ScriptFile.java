package dev.venom.runtime.testbed.vllm.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** Tells running servers what to do. Thread-safe. */
public final class ScriptFile {
    private final Path file;
    private final Map<String, String> orders = new TreeMap<>();

    /**
     * Begins with no orders.
     *
     * @param file written at each change
     */
    public ScriptFile(Path file) {
        this.file = file;
    }

    /**
     * The variables with which a server finds this file.
     *
     * @return names and values
     */
    public Map<String, String> environment() {
        return Map.of(Script.CONTROL_VARIABLE, file.toString());
    }

    /**
     * Gives an order to every server.
     *
     * @param order the order
     * @param value its value
     * @return this file
     */
    public synchronized ScriptFile order(ScriptOrder order, String value) {
        return put(order.key(), value);
    }

    /**
     * Gives an order to the servers of one model.
     *
     * @param model the served name
     * @param order the order
     * @param value its value
     * @return this file
     */
    public synchronized ScriptFile orderFor(String model, ScriptOrder order, String value) {
        return put(model + "/" + order.key(), value);
    }

    /**
     * Takes all orders back.
     *
     * @return this file
     */
    public synchronized ScriptFile clear() {
        orders.clear();
        write();
        return this;
    }

    private ScriptFile put(String key, String value) {
        orders.put(key, value);
        write();
        return this;
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        orders.forEach((key, value) ->
                text.append(escaped(key)).append('=').append(value).append('\n'));
        try {
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "script", ".tmp");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String escaped(String key) {
        return key.replace("\\", "\\\\").replace(":", "\\:").replace("=", "\\=").replace(" ", "\\ ");
    }
}
