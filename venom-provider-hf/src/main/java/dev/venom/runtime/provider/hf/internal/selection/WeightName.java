package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.model.RelativePath;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a weights file in safetensors or pickle says, as transformers, diffusers and peft write them.
 * Immutable.
 *
 * @param directory where it lies; empty for the repository's own directory
 * @param stem which weights they are, the same in each format: {@code model} for {@code pytorch_model.bin}
 * @param variant such as {@code fp16}; empty for the usual one
 * @param part which of how many, where they are split; empty for a whole file
 */
record WeightName(String directory, String stem, String variant, Optional<Part> part) {
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z]+$");
    /** Five digits are usual, but not a rule: a count of six stands in the names of DeepSeek's. */
    private static final Pattern SHARD = Pattern.compile("[-_.](\\d{1,6})[-_]of[-_](\\d{1,6})(?!\\d)");

    private static final Pattern WELL_KNOWN = Pattern.compile(
            "((?:diffusion_|open_clip_)?(?:pytorch_)?model|adapter_model|pytorch_lora_weights|consolidated)"
                    + "(?:[.](\\w[\\w-]*))?",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> BODIES = Set.of("model", "diffusion_model", "open_clip_model", "consolidated");
    private static final Set<String> ADAPTERS = Set.of("adapter_model", "lora_weights");

    /**
     * One of several files that make the weights.
     *
     * @param number from 1, or from 0 as some programs count
     * @param count how many there are
     */
    record Part(int number, int count) {}

    static WeightName of(RelativePath path) {
        String text = path.text();
        int slash = text.lastIndexOf('/');
        String directory = slash < 0 ? "" : text.substring(0, slash);
        String name = EXTENSION.matcher(path.fileName()).replaceFirst("");
        Matcher shard = SHARD.matcher(name);
        Optional<Part> part = shard.find()
                ? Optional.of(new Part(Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2))))
                : Optional.empty();
        String whole = part.isPresent() ? shard.replaceFirst("") : name;
        Matcher known = WELL_KNOWN.matcher(whole);
        return known.matches()
                ? new WeightName(directory, plain(known.group(1)), text(known.group(2)), part)
                : new WeightName(directory, whole, "", part);
    }

    /** Whether these are the weights that a loader looks for first, and not something beside them. */
    boolean isBody() {
        return BODIES.contains(stem);
    }

    /** Whether these change another model's weights. */
    boolean isAdapter() {
        return ADAPTERS.contains(stem);
    }

    private static String plain(String stem) {
        return stem.toLowerCase(Locale.ROOT).replace("pytorch_", "");
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }
}
