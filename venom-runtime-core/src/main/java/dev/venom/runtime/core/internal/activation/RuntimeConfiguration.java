package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.EnvironmentFile;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.spi.runtime.ServedModel;
import dev.venom.runtime.spi.runtime.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a runtime takes its model from: {@code runtimes/<id>.env}, the file that the host wants kept in step, and those
 * that its driver names. Each is replaced whole. Thread-safe.
 */
final class RuntimeConfiguration {
    private final KnownRuntime runtime;
    private final EnvironmentFile environment;
    private final RewriteCopies copies;

    RuntimeConfiguration(KnownRuntime runtime, RuntimeFiles files) {
        this.runtime = runtime;
        this.environment = files.environment(runtime.id());
        this.copies = new RewriteCopies(files.directory());
    }

    Map<String, String> environment() {
        return environment.read();
    }

    /**
     * The lines that a switch will change in files of the host's own.
     *
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST or PERMISSION_DENIED naming a file that can't
     *     be kept in step
     */
    List<SettingsEdit> edits(Optional<ServedModel> model) {
        return settings(model).stream()
                .map(settings -> {
                    SettingsText text = new SettingsText(file(settings.file()).read(), settings.form());
                    Map<String, List<String>> lines = new HashMap<>();
                    text.with(settings.values());
                    settings.values().keySet().forEach(name -> lines.put(name, text.linesOf(name)));
                    return new SettingsEdit(settings.file(), settings.form(), lines);
                })
                .toList();
    }

    /**
     * Finds out, while the former model serves, whether everything could be written.
     *
     * @throws dev.venom.runtime.api.error.VenomException naming the file that can't be
     */
    void tryApplying(Optional<ServedModel> model) {
        environment.tryReplacing(
                model.map(served -> runtime.driver().environment(served)).orElse(Map.of()));
        settings(model).forEach(settings -> {
            OwnersFile file = file(settings.file());
            file.tryReplacing(changed(file, settings));
        });
    }

    /** Says the new model everywhere. */
    void apply(Optional<ServedModel> model) {
        List<SettingsFile> inStep = settings(model);
        model.ifPresentOrElse(served -> environment.replace(runtime.driver().environment(served)), environment::remove);
        inStep.forEach(settings -> {
            OwnersFile file = file(settings.file());
            file.replace(changed(file, settings));
        });
    }

    /** Puts everything back; what is as it was is not written again, so that a full disk is no hindrance. */
    void restore(PendingActivation pending) {
        if (!environment.read().equals(pending.environment())) {
            environment.restore(pending.environment());
        }
        pending.edits().forEach(edit -> {
            OwnersFile file = file(edit.file());
            SettingsText text = new SettingsText(file.read(), edit.form());
            for (Map.Entry<String, List<String>> setting : edit.lines().entrySet()) {
                text = text.restored(setting.getKey(), setting.getValue());
            }
            file.replace(text.text());
        });
    }

    private OwnersFile file(Path path) {
        return new OwnersFile(path, copies);
    }

    private static String changed(OwnersFile file, SettingsFile settings) {
        return new SettingsText(file.read(), settings.form())
                .with(settings.values())
                .text();
    }

    private List<SettingsFile> settings(Optional<ServedModel> model) {
        List<SettingsFile> settings = new ArrayList<>();
        Optional<Path> keptInStep = runtime.spec().environmentFile();
        keptInStep.ifPresent(
                file -> settings.add(new SettingsFile(file, SettingsFile.Form.ENVIRONMENT, variables(model))));
        model.ifPresent(served -> settings.addAll(runtime.driver().settings(served, runtime.spec())));
        return settings;
    }

    /** Without a model the variables stay there, empty. */
    private Map<String, String> variables(Optional<ServedModel> model) {
        if (model.isPresent()) {
            return runtime.driver().environment(model.get());
        }
        Map<String, String> emptied = new HashMap<>();
        environment.read().keySet().forEach(name -> emptied.put(name, ""));
        return emptied;
    }
}
