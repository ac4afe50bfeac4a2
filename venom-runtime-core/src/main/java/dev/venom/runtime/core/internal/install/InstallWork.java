package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a model to this host. */
final class InstallWork implements Work<InstalledModel> {
    private static final Logger LOG = LoggerFactory.getLogger(InstallWork.class);

    private final InstallRequest request;
    private final ModelServices services;

    InstallWork(InstallRequest request, ModelServices services) {
        this.request = request;
        this.services = services;
    }

    @Override
    public InstalledModel run(WorkContext operation) {
        return services.inLane(request.ref(), operation, () -> install(operation));
    }

    private InstalledModel install(WorkContext operation) {
        InstallContext context = services.context(operation);
        ModelPlanner.Planned planned =
                operation.step("resolve", () -> services.planner().plan(request, context));
        operation.step("admit", () -> admit(planned, operation));
        Path location = operation.step("download", () -> planned.model().install(context));
        InstalledModel installed = operation.step("record", () -> record(planned, location));
        if (isWhole(planned.model()) || services.isHidden(installed)) {
            return installed;
        }
        // A remove or prune that began before the entry was there may have taken a file that models share. From
        // now on the entry protects it.
        operation.log("a shared file was removed meanwhile and is fetched again");
        operation.step("download", () -> planned.model().install(context));
        return installed;
    }

    private static boolean isWhole(RemoteModel model) {
        return model.files().stream().allMatch(file -> Files.exists(file.destination()));
    }

    private void admit(ModelPlanner.Planned planned, WorkContext operation) {
        InstallPlan plan = planned.plan();
        operation.total(plan.totalBytes());
        operation.done(plan.totalBytes() - plan.missingBytes());
        InstallGate.require(plan, request);
        services.admission().admit(planned.demand(), operation);
        operation.log("commit " + plan.commit() + ", " + plan.files().size() + " files, " + plan.totalBytes()
                + " bytes, " + plan.missingBytes() + " to fetch");
        LOG.info(
                "install planned op={} model={} commit={} files={} bytes={} missing={}",
                operation.id(),
                plan.ref(),
                plan.commit(),
                plan.files().size(),
                plan.totalBytes(),
                plan.missingBytes());
    }

    private InstalledModel record(ModelPlanner.Planned planned, Path location) {
        RemoteModel model = planned.model();
        Instant now = services.clock().instant();
        Optional<InstalledModel> former = services.store().find(model.ref());
        List<ModelFile> fetched = model.files().stream()
                .map(file -> new ModelFile(file.path(), file.sizeBytes(), file.digest()))
                .toList();
        InstalledModel installed = new InstalledModel(
                model.ref(),
                model.commit(),
                model.friendlyName(),
                location,
                fetched,
                planned.plan().description(),
                former.filter(entry -> entry.commit().equals(model.commit())
                                && entry.verifiedAt().isPresent())
                        .map(InstalledModel::installedAt)
                        .orElse(now),
                Optional.of(now),
                former.flatMap(InstalledModel::lastUsedAt),
                InstallState.COMPLETE,
                model.origin());
        InstalledModel whole = new EarlierSelection(services, model.ref()).joinedTo(installed);
        services.store().put(whole);
        return whole;
    }
}
