package dev.venom.runtime.api.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the name of a GGUF file says: which model it is of, in which quantization, which part of it, and what it is
 * for. Publishers follow no standard, so this is what llama.cpp's tools write and what people made of it. Immutable.
 *
 * @param model the model's name in lower case, without quantization and part, with directories that say more
 * @param quantization such as {@code Q4_K_M}, in upper case; empty where the name tells none
 * @param part which part of how many, where llama.cpp has split it
 * @param role what the file is for
 */
public record GgufFileName(String model, Optional<String> quantization, Optional<Part> part, Role role) {
    private static final String EXTENSION = ".gguf";
    private static final Pattern PART = Pattern.compile("(.*?)-(\\d{5})-of-(\\d{5})");
    private static final Pattern QUANTIZATION = Pattern.compile(
            "(?:^|[-._/ ])((?:UD-)?(?:I?Q[1-8]|TQ[12])(?:_[A-Z0-9]+)*|MXFP[468](?:_[A-Z]+)?|NVFP4|BF16|FP?16|FP?32)"
                    + "(?=[-._/ ]|$)");
    private static final Pattern SEPARATORS = Pattern.compile("[-._ ]+");

    private static final Set<String> OF_DRAFTERS = Set.of(
            "mtp",
            "nextn",
            "draft",
            "drafter",
            "eagle",
            "eagle2",
            "eagle3",
            "medusa",
            "dflash",
            "speculator",
            "speculative");
    private static final Set<String> OF_ADAPTERS =
            Set.of("lora", "loras", "qlora", "adapter", "adapters", "cvector", "controlvector");
    private static final Set<String> OF_MERGED_MODELS = Set.of("merged", "merge", "fused");
    private static final Set<String> OF_PARTS = Set.of("vocab", "vocoder", "wavtokenizer", "tokenizer", "codec");

    /** What a file is for. */
    public enum Role {
        /** A model that can be loaded by itself. */
        MODEL,
        /** The part of a multimodal model that looks or listens; loaded beside the model. */
        PROJECTOR,
        /** A small model that guesses ahead of the large one. */
        DRAFTER,
        /** Changes to a model's weights, such as LoRA. */
        ADAPTER,
        /** Figures from which quantizations are made. */
        CALIBRATION,
        /** A vocabulary, a vocoder: what another program needs besides the model. */
        ACCESSORY
    }

    /**
     * One of the parts into which llama.cpp split a model.
     *
     * @param number from 1
     * @param count how many there are
     */
    public record Part(int number, int count) {}

    /**
     * Reads a name.
     *
     * @param path name of a file, with its directories
     * @return what it says; empty if it is no GGUF
     */
    public static Optional<GgufFileName> of(RelativePath path) {
        String text = path.text();
        if (!text.toLowerCase(Locale.ROOT).endsWith(EXTENSION)) {
            return Optional.empty();
        }
        String name = text.substring(0, text.length() - EXTENSION.length());
        Matcher part = PART.matcher(name);
        Optional<Part> which = part.matches()
                ? Optional.of(new Part(Integer.parseInt(part.group(2)), Integer.parseInt(part.group(3))))
                : Optional.empty();
        String whole = part.matches() ? part.group(1) : name;
        Optional<String> quantization = quantization(whole);
        return Optional.of(new GgufFileName(model(whole), quantization, which, role(whole, quantization.isPresent())));
    }

    /**
     * The files that can be loaded as a model. Where there are none but drafters, these are what it is about.
     *
     * @param files any files
     * @param path the name of one, with its directories
     * @param <T> what stands for a file
     * @return GGUF files in the order given; none that only accompanies a model
     */
    public static <T> List<T> models(Collection<T> files, Function<T, RelativePath> path) {
        List<T> models = ofRole(Role.MODEL, files, path);
        return models.isEmpty() ? ofRole(Role.DRAFTER, files, path) : models;
    }

    private static <T> List<T> ofRole(Role role, Collection<T> files, Function<T, RelativePath> path) {
        return files.stream()
                .filter(file ->
                        of(path.apply(file)).filter(name -> name.role() == role).isPresent())
                .toList();
    }

    /**
     * Finds the quantization in a text.
     *
     * @param text a name, with or without directories
     * @return the last one that it holds
     */
    private static Optional<String> quantization(String text) {
        Matcher matcher = QUANTIZATION.matcher(text.toUpperCase(Locale.ROOT));
        Optional<String> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(matcher.group(1));
        }
        return last;
    }

    /** A directory says something only where it is neither one for a quantization nor repeats the file's name. */
    private static String model(String whole) {
        return Arrays.stream(whole.split("/"))
                .map(segment ->
                        QUANTIZATION.matcher(segment.toUpperCase(Locale.ROOT)).replaceAll(""))
                .map(segment -> String.join("-", words(segment)))
                .filter(segment -> !segment.isEmpty() && !segment.equals("gguf"))
                .distinct()
                .collect(Collectors.joining("/"));
    }

    private static Role role(String whole, boolean hasQuantization) {
        List<String> segments = List.of(whole.toLowerCase(Locale.ROOT).split("/"));
        String name = segments.get(segments.size() - 1);
        List<String> words =
                segments.stream().flatMap(segment -> words(segment).stream()).toList();
        if (segments.stream().anyMatch(segment -> segment.contains("mmproj")) || words.contains("projector")) {
            return Role.PROJECTOR;
        }
        // a model that was quantized with such figures often says so in the middle of its name
        if (name.startsWith("imatrix") || name.contains("imatrix") && (!hasQuantization || name.endsWith("imatrix"))) {
            return Role.CALIBRATION;
        }
        if (any(words, OF_DRAFTERS)) {
            return Role.DRAFTER;
        }
        if (any(words, OF_ADAPTERS) && !any(words, OF_MERGED_MODELS) || name.contains("control-vector")) {
            return Role.ADAPTER;
        }
        return any(words, OF_PARTS) ? Role.ACCESSORY : Role.MODEL;
    }

    private static boolean any(List<String> words, Set<String> known) {
        return words.stream().anyMatch(known::contains);
    }

    /** The words of a name; the marks of those who quantized it are none. */
    private static List<String> words(String text) {
        return Stream.of(SEPARATORS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty() && !word.equals("i1") && !word.equals("ud"))
                .toList();
    }
}
