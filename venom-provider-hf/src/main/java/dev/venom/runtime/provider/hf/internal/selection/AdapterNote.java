package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.Optional;

/** Says of a repository of adapters that it needs the model which they change. */
final class AdapterNote {
    private static final String CONFIGURATION = "adapter_config.json";

    private AdapterNote() {}

    static WeightChoice on(WeightChoice choice, Collection<RepoFile> files, Documents documents) {
        boolean isAdapter = !choice.files().isEmpty()
                && choice.files().stream()
                        .allMatch(file -> WeightName.of(file.path()).isAdapter());
        if (!isAdapter) {
            return choice;
        }
        String base = files.stream()
                .filter(file -> file.path().fileName().equals(CONFIGURATION))
                .findFirst()
                .flatMap(documents::read)
                .flatMap(AdapterNote::base)
                .map(name -> " " + name)
                .orElse("");
        return choice.remarking("an adapter, which can't be loaded without the model" + base + " that it changes");
    }

    private static Optional<String> base(byte[] document) {
        try {
            return Json.text(Json.object(document).path("base_model_name_or_path"))
                    .filter(name -> name.matches("[\\w./-]{1,120}"));
        } catch (MalformedJsonException unusable) {
            return Optional.empty();
        }
    }
}
