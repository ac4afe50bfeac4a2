package dev.venom.runtime.core;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.install.ModelUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where no runtime was ever touched nothing is used, and what is about runtimes need not be made to know that.
 * Thread-safe.
 *
 * @param runtimesDirectory what is remembered of runtimes
 * @param use knows what they use
 */
record LazyModelUse(Path runtimesDirectory, Supplier<ModelUse> use) implements ModelUse {
    @Override
    public void release(ModelRef ref) {
        if (isAnyKnown()) {
            use.get().release(ref);
        }
    }

    @Override
    public List<Verdict> judge(String runtime, ModelDescription model, long weightBytes) {
        return use.get().judge(runtime, model, weightBytes);
    }

    @Override
    public List<Path> pathsInUse(String provider) {
        return isAnyKnown() ? use.get().pathsInUse(provider) : List.of();
    }

    private boolean isAnyKnown() {
        return Files.isDirectory(runtimesDirectory);
    }
}
