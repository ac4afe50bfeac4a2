package dev.venom.runtime.examples.quickstart;

import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.Models;
import java.nio.file.Path;

/** Installs a model: what a service does that embeds the library. */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Installs a model and prints where it is.
     *
     * @param arguments a reference such as {@code hf:google/gemma-2b-it}, and the directory for models
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(install(arguments[0], Path.of(arguments[1])));
    }

    static Path install(String reference, Path directory) throws InterruptedException {
        // tag::embedding[]
        try (ModelManager manager =
                ModelManager.builder().cacheDirectory(directory).build()) {
            Models models = manager.models();
            InstallRequest request = InstallRequest.of(ModelRef.parse(reference));
            InstallPlan plan = models.plan(request);
            System.out.println(plan.missingBytes() + " bytes to fetch of " + plan.totalBytes());
            InstalledModel model = models.install(request).await();
            return model.location();
        }
        // end::embedding[]
    }
}
