package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Looks at several things at once, for each may take its time to answer. */
final class ParallelLooks {
    private ParallelLooks() {}

    /** What was seen of each, in their order; the first failure, if there is one. */
    static <T, R> List<R> at(List<T> things, Function<T, R> look, Executor threads) {
        List<CompletableFuture<R>> looks = things.stream()
                .map(thing -> CompletableFuture.supplyAsync(() -> look.apply(thing), threads))
                .toList();
        try {
            return looks.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof VenomException told) {
                throw told;
            }
            throw failed;
        }
    }
}
