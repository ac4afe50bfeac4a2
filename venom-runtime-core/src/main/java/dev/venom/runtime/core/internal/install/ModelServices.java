package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.admission.DiskAdmission;
import dev.venom.runtime.core.internal.download.DownloadEngine;
import dev.venom.runtime.core.internal.operation.LaneLease;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.provider.OperationContext;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What works on models share. Immutable.
 *
 * @param providers where models come from
 * @param store what is installed
 * @param planner says what an install would do
 * @param admission promises disk space
 * @param use what models are used for
 * @param engine moves bytes; made when it is first asked for
 * @param laneDirectory where leases of lanes lie
 * @param clock the time
 */
public record ModelServices(
        Providers providers,
        ModelStore store,
        ModelPlanner planner,
        DiskAdmission admission,
        ModelUse use,
        Supplier<DownloadEngine> engine,
        Path laneDirectory,
        Clock clock) {
    /**
     * The lane of a model: all its revisions share files, so they share a lane, as do all spellings of its name.
     *
     * @param ref the model
     * @return name of the lane
     */
    public static String laneOf(ModelRef ref) {
        return ref.provider() + ":" + ref.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether two references are of work on one model at one revision, however its name is spelled.
     *
     * @param one a canonical reference
     * @param other another
     * @return true if they share a lane and a revision
     */
    public static boolean isSame(ModelRef one, ModelRef other) {
        return laneOf(one).equals(laneOf(other)) && one.revision().equals(other.revision());
    }

    /** Whether a daemon keeps the model's files where this process can't look. */
    boolean isHidden(InstalledModel model) {
        return providers.require(model.ref().provider()).presence(model, providers.context())
                == ModelProvider.Presence.HIDDEN;
    }

    /** Does something while no other process works on the model. */
    <T> T inLane(ModelRef ref, WorkContext operation, Supplier<T> action) {
        LaneLease lane = LaneLease.acquire(laneDirectory, laneOf(ref), clock, operation);
        try {
            return action.get();
        } finally {
            lane.close();
        }
    }

    InstallContext context(WorkContext operation) {
        return context(operation, new TrustedFiles(store.recorded()));
    }

    /** For repairs: every file is hashed, whatever is recorded of it. */
    InstallContext untrustedContext(WorkContext operation) {
        return context(operation, file -> false);
    }

    private InstallContext context(WorkContext operation, Predicate<RemoteFile> trusted) {
        return new OperationContext(
                providers.context(), operation, files -> engine.get().fetch(files, trusted, operation));
    }
}
