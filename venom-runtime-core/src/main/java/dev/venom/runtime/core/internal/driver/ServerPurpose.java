package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a server was started for, as far as its command and its variables say. It has to be asked that first: llama.cpp's
 * server, started for embeddings, may die of a request for text.
 */
enum ServerPurpose {
    /** Nobody says. */
    ANYTHING(Set.of()),
    /** It turns texts into numbers. */
    EMBEDDINGS(Set.of("/v1/embeddings", "/embeddings")),
    /** It puts texts in order. */
    RANKS(Set.of("/v1/rerank", "/rerank"));

    private static final Set<String> RANKING = Set.of("--rerank", "--reranking", "LLAMA_ARG_RERANKING");
    private static final Set<String> EMBEDDING =
            Set.of("--embedding", "--embeddings", "--is-embedding", "LLAMA_ARG_EMBEDDINGS");
    private static final Set<String> OFF = Set.of("0", "false", "off", "no", "disabled");

    private final Set<String> paths;

    ServerPurpose(Set<String> paths) {
        this.paths = paths;
    }

    static ServerPurpose of(RuntimeSpec spec) {
        if (names(spec).anyMatch(RANKING::contains)) {
            return RANKS;
        }
        return names(spec).anyMatch(EMBEDDING::contains) ? EMBEDDINGS : ANYTHING;
    }

    /** Where that is asked for. */
    Set<String> paths() {
        return paths;
    }

    /** Options and variables that are on; a command may stand in one word that a shell reads. */
    private static Stream<String> names(RuntimeSpec spec) {
        Stream<String> options = spec.command().stream()
                .flatMap(word -> Arrays.stream(word.split("\\s+")))
                .map(word -> word.replaceAll("=.*", ""));
        Stream<String> variables = spec.environment().entrySet().stream()
                .filter(variable -> !OFF.contains(variable.getValue().toLowerCase(Locale.ROOT)))
                .map(variable -> variable.getKey());
        return Stream.concat(options, variables);
    }
}
