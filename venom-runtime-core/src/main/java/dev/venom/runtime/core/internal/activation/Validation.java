package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.core.internal.format.InspectableFile;
import dev.venom.runtime.core.internal.format.ModelInspector;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out before anything changes whether a runtime can serve a model. Thread-safe. */
final class Validation {
    private final ModelStore store;
    private final Providers providers;
    private final Supplier<HostHardware> hardware;
    private final ModelInspector inspector = ModelInspector.ofLocalFiles();

    Validation(ModelStore store, Providers providers, Supplier<HostHardware> hardware) {
        this.store = store;
        this.providers = providers;
        this.hardware = hardware;
    }

    /**
     * Checks everything that can be checked while the former model serves.
     *
     * @throws VenomException NOT_INSTALLED, INCOMPATIBLE, PERMISSION_DENIED for an external runtime that only a restart
     *     could switch, RUNTIME_UNHEALTHY for one that can't be reached
     */
    Candidate require(KnownRuntime runtime, ActivationRequest request, WorkContext operation) {
        InstalledModel model = requireComplete(store.require(request.model()));
        HealthReport report = runtime.driver().health(runtime.context());
        requireReachable(runtime, report);
        ServingTarget target = new ServingTarget(runtime.spec(), hardware.get(), version(runtime, report));
        List<InspectableFile> files = files(model);
        List<Verdict> verdicts = runtime.driver().judge(described(model, files), weightBytes(model, files), target);
        verdicts.stream()
                .filter(verdict -> verdict.result() != Verdict.Result.OK)
                .forEach(verdict -> operation.log(verdict.check() + ": " + verdict.detail()));
        if (!request.incompatibleAllowed()) {
            verdicts.stream()
                    .filter(verdict -> verdict.result() == Verdict.Result.REFUSE)
                    .findFirst()
                    .ifPresent(verdict -> {
                        throw refused(runtime, model, verdict);
                    });
        }
        return Candidate.of(model);
    }

    private static InstalledModel requireComplete(InstalledModel model) {
        if (model.state() == InstallState.COMPLETE) {
            return model;
        }
        boolean corrupt = model.state() == InstallState.CORRUPT;
        throw new VenomException(
                ErrorCode.NOT_INSTALLED,
                model.ref()
                        + (corrupt ? " is damaged: a file does not have its hash." : " is not installed completely."),
                corrupt
                        ? "Mend it with 'verify " + model.ref() + " --repair'."
                        : "Finish it with 'install " + model.ref() + "'.");
    }

    private static void requireReachable(KnownRuntime runtime, HealthReport report) {
        if (runtime.driver().switching() == Switching.BY_RESTART) {
            runtime.requireHandle("take another model");
        } else if (!runtime.isManaged() && report.health() == Health.UNREACHABLE) {
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "The runtime " + runtime.id() + " does not answer: " + report.detail(),
                    "Start it first; it is not managed from here.");
        }
    }

    private static Optional<String> version(KnownRuntime runtime, HealthReport report) {
        return report.health() == Health.UNREACHABLE
                ? Optional.empty()
                : report.version().or(() -> runtime.driver().version(runtime.context()));
    }

    /** The manifest does not keep a model's measures: they are read again. */
    private ModelDescription described(InstalledModel model, List<InspectableFile> files) {
        ModelDescription read = files.isEmpty() ? ModelDescription.UNKNOWN : inspector.describe(files);
        return read.architectures().isEmpty() ? model.description() : read;
    }

    private long weightBytes(InstalledModel model, List<InspectableFile> files) {
        return files.isEmpty() ? model.sizeBytes() : inspector.weightBytes(files);
    }

    /** None where a daemon keeps them out of sight. */
    private List<InspectableFile> files(InstalledModel model) {
        ModelProvider provider = providers.require(model.ref().provider());
        if (provider.presence(model, providers.context()) == ModelProvider.Presence.HIDDEN) {
            return List.of();
        }
        return model.files().stream()
                .map(file -> inspectable(provider, model, file))
                .toList();
    }

    private InspectableFile inspectable(ModelProvider provider, InstalledModel model, ModelFile file) {
        return InspectableFile.onDisk(file.path(), file.sizeBytes(), provider.locate(model, file, providers.context()));
    }

    private static VenomException refused(KnownRuntime runtime, InstalledModel model, Verdict verdict) {
        return new VenomException(
                verdict.refusal().orElse(ErrorCode.INCOMPATIBLE),
                model.ref() + " can't be served by " + runtime.id() + ": " + verdict.check() + ": " + verdict.detail()
                        + ". Nothing has changed.",
                "Choose another variant, or override the verdict with --allow-incompatible.");
    }
}
