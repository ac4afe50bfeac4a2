package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.DiskForecast;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.PlannedFile;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.admission.Demand;
import dev.venom.runtime.core.internal.admission.DiskAdmission;
import dev.venom.runtime.core.internal.format.FileHints;
import dev.venom.runtime.core.internal.format.InspectableFile;
import dev.venom.runtime.core.internal.format.Inspection;
import dev.venom.runtime.core.internal.format.ModelInspector;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what an install would do, before the first byte. Thread-safe. */
public final class ModelPlanner {
    private final Providers providers;
    private final ModelInspector inspector;
    private final DiskAdmission admission;
    private final PartialStore partials;
    private final long confirmAboveBytes;
    private final ModelUse use;

    /**
     * Makes a planner.
     *
     * @param providers where models come from
     * @param inspector reads what files say of themselves
     * @param admission knows the disk and the quota
     * @param partials where bytes arrive, and what earlier downloads left there
     * @param confirmAboveBytes above this somebody has to confirm
     * @param use judges whether a runtime can serve a model
     */
    public ModelPlanner(
            Providers providers,
            ModelInspector inspector,
            DiskAdmission admission,
            PartialStore partials,
            long confirmAboveBytes,
            ModelUse use) {
        this.providers = providers;
        this.inspector = inspector;
        this.admission = admission;
        this.partials = partials;
        this.confirmAboveBytes = confirmAboveBytes;
        this.use = use;
    }

    /**
     * Asks the provider and makes a plan.
     *
     * @param request a request with a canonical reference
     * @param context what the provider is given
     * @return the pinned model and what installing it would do
     */
    public Planned plan(InstallRequest request, ProviderContext context) {
        RemoteModel model = providers.require(request.ref().provider()).resolve(request, context);
        List<PlannedFile> files = plannedFiles(model);
        Demand demand = demand(model, files);
        DiskAdmission.Outlook outlook = admission.outlook(demand);
        List<InspectableFile> inspected = inspectable(model, context);
        Inspection inspection = inspector.inspect(inspected, FileHints.of(model.otherWeights(), model.unknownFiles()));
        ModelDescription description = described(model, inspection.description());
        List<Verdict> verdicts =
                new ArrayList<>(new FormatVerdict(request.unsafeAllowed()).completed(model.verdicts(), inspection));
        verdicts.addAll(outlook.verdicts());
        CacheFileSystem.of(partials.directory()).lacks().ifPresent(verdicts::add);
        request.runtime()
                .ifPresent(
                        runtime -> verdicts.addAll(use.judge(runtime, description, inspector.weightBytes(inspected))));
        InstallPlan plan =
                new InstallPlan(model.ref(), model.commit(), files, description, outlook.forecast(), false, verdicts);
        return new Planned(model, confirmable(plan), demand);
    }

    private InstallPlan confirmable(InstallPlan plan) {
        boolean large = plan.totalBytes() > confirmAboveBytes && plan.missingBytes() > 0;
        DiskForecast disk = plan.disk();
        return new InstallPlan(
                plan.ref(), plan.commit(), plan.files(), plan.description(), disk, large, plan.verdicts());
    }

    private List<PlannedFile> plannedFiles(RemoteModel model) {
        Set<Path> seen = new HashSet<>();
        return model.files().stream()
                .map(file -> planned(file, seen.add(file.destination())))
                .toList();
    }

    private PlannedFile planned(RemoteFile file, boolean first) {
        if (isThere(file)) {
            return new PlannedFile(file.path(), file.sizeBytes(), file.digest(), PlannedFile.Action.REUSE, 0);
        }
        long missing = first ? fetchedBytes(file) : 0;
        return new PlannedFile(file.path(), file.sizeBytes(), file.digest(), PlannedFile.Action.FETCH, missing);
    }

    /**
     * What fetching some files again would write. What lies damaged at their destinations counts already.
     *
     * @param files bad or missing files of one model
     * @return the demand
     */
    Demand repairing(List<RemoteFile> files) {
        long missing = files.stream().mapToLong(this::fetchedBytes).sum();
        long gone = files.stream()
                .filter(file -> !Files.exists(file.destination()))
                .mapToLong(this::fetchedBytes)
                .sum();
        long sizes = files.stream().mapToLong(RemoteFile::sizeBytes).sum();
        return Demand.of(partials.directory(), missing, files.get(0).destination(), sizes)
                .countingOnly(gone);
    }

    private long fetchedBytes(RemoteFile file) {
        return Math.max(0, file.sizeBytes() - partials.heldBytes(file.digest(), file.sizeBytes()));
    }

    private Demand demand(RemoteModel model, List<PlannedFile> files) {
        long missing = files.stream().mapToLong(PlannedFile::missingBytes).sum();
        long unpublished = model.files().stream()
                .filter(file -> !isThere(file))
                .collect(Collectors.toMap(RemoteFile::destination, RemoteFile::sizeBytes, (one, same) -> one))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        Path store = model.files().get(0).destination();
        long longest = files.stream()
                .filter(file -> file.action() == PlannedFile.Action.FETCH)
                .mapToLong(PlannedFile::sizeBytes)
                .max()
                .orElse(0);
        return Demand.of(partials.directory(), missing, store, unpublished).withLongestFile(longest);
    }

    /** What the files of a model on disk say of it. */
    ModelDescription describe(InstalledModel model) {
        ModelProvider provider = providers.require(model.ref().provider());
        List<InspectableFile> files = model.files().stream()
                .map(file -> InspectableFile.onDisk(
                        file.path(), file.sizeBytes(), provider.locate(model, file, providers.context())))
                .toList();
        return inspector.describe(files).orLicense(model.description().license());
    }

    private List<InspectableFile> inspectable(RemoteModel model, ProviderContext context) {
        return model.files().stream()
                .map(file -> isThere(file)
                        ? InspectableFile.onDisk(file.path(), file.sizeBytes(), file.destination())
                        : new IncompleteFile(file, partials).inspectable(context.transport()))
                .toList();
    }

    private static ModelDescription described(RemoteModel model, ModelDescription read) {
        return read.orLicense(model.description().license())
                .orFormat(model.description().format());
    }

    private static boolean isThere(RemoteFile file) {
        try {
            return Files.isRegularFile(file.destination()) && Files.size(file.destination()) == file.sizeBytes();
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * A plan and the model it is for. Immutable.
     *
     * @param model the model, pinned
     * @param plan what installing it would do
     * @param demand what it would write
     */
    public record Planned(RemoteModel model, InstallPlan plan, Demand demand) {}
}
