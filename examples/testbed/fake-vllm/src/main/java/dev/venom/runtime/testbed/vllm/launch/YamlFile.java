package dev.venom.runtime.testbed.vllm.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the flat {@code key: value} lines that vLLM's {@code --config} takes. */
final class YamlFile {
    private YamlFile() {}

    static Map<String, String> read(String file) throws UsageException {
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.startsWith("#")) {
                    values.put(line.substring(0, colon).strip(), unquoted(line.substring(colon + 1)));
                }
            }
        } catch (IOException missing) {
            throw new UsageException("vllm serve: error: can't open '" + file + "': No such file or directory");
        }
        return values;
    }

    private static String unquoted(String text) {
        String value = text.strip();
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        if (!quoted) {
            return value;
        }
        String inner = value.substring(1, value.length() - 1);
        return value.charAt(0) == '"' ? inner.replace("\\\"", "\"").replace("\\\\", "\\") : inner.replace("''", "'");
    }
}
