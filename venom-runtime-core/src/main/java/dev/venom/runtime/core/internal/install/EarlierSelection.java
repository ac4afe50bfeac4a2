package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.spi.provider.ModelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What earlier installs of the same commit selected, such as another quantization: it lies in the same place, so it
 * stays part of the entry, is listed, counted, verified and removed with it.
 */
final class EarlierSelection {
    private final ModelServices services;
    private final ModelRef ref;

    EarlierSelection(ModelServices services, ModelRef ref) {
        this.services = services;
        this.ref = ref;
    }

    /**
     * Adds what is still there of it.
     *
     * @param installed what was just installed
     * @return an entry of both
     */
    InstalledModel joinedTo(InstalledModel installed) {
        Set<RelativePath> fetched =
                installed.files().stream().map(ModelFile::path).collect(Collectors.toSet());
        Optional<InstalledModel> earlier = services.store().recorded().stream()
                .filter(entry -> entry.ref().equals(ref)
                        && entry.commit().equals(installed.commit())
                        && entry.location().equals(installed.location()))
                .findFirst();
        List<ModelFile> left = earlier.stream()
                .flatMap(entry -> entry.files().stream())
                .filter(file -> !fetched.contains(file.path()) && isThere(installed, file))
                .toList();
        return left.isEmpty() ? installed : joined(installed, earlier.get(), left);
    }

    /** What was not hashed now is as trustworthy as it was. */
    private InstalledModel joined(InstalledModel installed, InstalledModel earlier, List<ModelFile> left) {
        InstalledModel both = installed.with(left);
        InstalledModel described = both.describedAs(services.planner().describe(both));
        Optional<Instant> hashed = earlier.verifiedAt();
        InstalledModel dated = hashed.map(described::verified).orElse(described);
        return earlier.state() == InstallState.CORRUPT ? dated.in(InstallState.CORRUPT) : dated;
    }

    private boolean isThere(InstalledModel model, ModelFile file) {
        ModelProvider provider = services.providers().require(ref.provider());
        try {
            return Files.size(provider.locate(model, file, services.providers().context())) == file.sizeBytes();
        } catch (IOException gone) {
            return false;
        }
    }
}
