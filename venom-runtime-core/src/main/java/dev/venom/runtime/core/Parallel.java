package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Asks several things at once, for each may take its time to answer. */
final class Parallel {
    private Parallel() {}

    /** What each answered, in their order; the first failure, if there is one. */
    static <T, R> List<R> map(List<T> things, Function<T, R> question, Executor threads) {
        List<CompletableFuture<R>> answers = things.stream()
                .map(thing -> CompletableFuture.supplyAsync(() -> question.apply(thing), threads))
                .toList();
        try {
            return answers.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof VenomException told) {
                throw told;
            }
            throw failed;
        }
    }
}
