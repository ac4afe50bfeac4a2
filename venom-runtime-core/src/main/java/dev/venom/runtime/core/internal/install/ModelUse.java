package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import java.nio.file.Path;
import java.util.List;

/** What models are used for: whoever installs and removes them asks here. Thread-safe. */
public interface ModelUse {
    /**
     * Lets a model be removed.
     *
     * @param ref the model
     * @throws dev.venom.runtime.api.error.VenomException MODEL_IN_USE naming the runtime that serves it
     */
    void release(ModelRef ref);

    /**
     * Judges whether a runtime can serve a model.
     *
     * @param runtime its id
     * @param model what the headers of the model's files say
     * @param weightBytes length of the files that hold its weights
     * @return one verdict for each check
     * @throws dev.venom.runtime.api.error.VenomException RUNTIME_NOT_FOUND
     */
    List<Verdict> judge(String runtime, ModelDescription model, long weightBytes);

    /**
     * What runtimes were given of the models of a provider. It may be an older snapshot than the installed one.
     *
     * @param provider its id
     * @return directories and files
     */
    List<Path> pathsInUse(String provider);
}
