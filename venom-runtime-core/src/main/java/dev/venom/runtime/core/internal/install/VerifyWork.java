package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.core.internal.operation.Reservation;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.spi.file.FileHasher;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hashes installed models, records what it found, and fetches bad files again where asked. */
final class VerifyWork implements Work<List<ModelVerification>> {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyWork.class);
    private static final int BLOCK_BYTES = 1 << 20;

    private final VerifyRequest request;
    private final ModelServices services;
    private final FileHasher hasher = new FileHasher(BLOCK_BYTES);
    private long hashedBytes;

    VerifyWork(VerifyRequest request, ModelServices services) {
        this.request = request;
        this.services = services;
    }

    @Override
    public List<ModelVerification> run(WorkContext operation) {
        List<ModelVerification> found = new ArrayList<>();
        List<InstalledModel> models = request.ref()
                .map(ref -> List.of(visible(services.store().require(ref))))
                .orElseGet(() -> visibleModels(operation, found));
        operation.total(models.stream().mapToLong(InstalledModel::sizeBytes).sum());
        found.forEach(operation::verified);
        for (InstalledModel model : models) {
            ModelVerification verification = operation.step("verify " + model.ref(), () -> outcome(model, operation));
            operation.verified(verification);
            found.add(verification);
        }
        return found;
    }

    /** Where all models are verified, one that can't be is told of and keeps no other from its turn. */
    private ModelVerification outcome(InstalledModel model, WorkContext operation) {
        List<RelativePath> known = new ArrayList<>();
        try {
            return verified(model, known, operation);
        } catch (VenomException failure) {
            if (request.ref().isPresent() || failure.code() == ErrorCode.CANCELLED) {
                throw failure;
            }
            return failed(model, known, failure, operation);
        }
    }

    private static ModelVerification failed(
            InstalledModel model, List<RelativePath> bad, VenomException failure, WorkContext operation) {
        LOG.warn("a model is not verified model={} reason={}", model.ref(), failure.getMessage());
        operation.log(model.ref() + ": " + failure.getMessage());
        return ModelVerification.failed(
                model.ref(), bad, new Failure(failure.code(), failure.getMessage(), failure.hint()));
    }

    private InstalledModel visible(InstalledModel model) {
        if (services.isHidden(model)) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The files of " + model.ref() + " can't be hashed: a daemon keeps them where this user can't read.",
                    "Run this as the daemon's user, or as root.");
        }
        return model;
    }

    private List<InstalledModel> visibleModels(WorkContext operation, List<ModelVerification> failed) {
        List<InstalledModel> visible = new ArrayList<>();
        for (InstalledModel model : services.store().models()) {
            try {
                if (services.isHidden(model)) {
                    operation.log(model.ref() + " is left out: a daemon keeps its files where this user can't read");
                } else {
                    visible.add(model);
                }
            } catch (VenomException unreachable) {
                failed.add(failed(model, List.of(), unreachable, operation));
            }
        }
        return visible;
    }

    private ModelVerification verified(InstalledModel model, List<RelativePath> known, WorkContext operation) {
        ModelVerification found = hash(model, operation);
        known.addAll(found.badFiles());
        if (found.ok() || request.onDamage() == VerifyRequest.OnDamage.REPORT) {
            return found;
        }
        return services.inLane(model.ref(), operation, () -> repaired(model, found, operation));
    }

    /** While the lane was waited for, somebody may have removed the model or installed another commit. */
    private ModelVerification repaired(InstalledModel model, ModelVerification found, WorkContext operation) {
        boolean replaced = services.store()
                .find(model.ref())
                .filter(present -> present.commit().equals(model.commit()))
                .isEmpty();
        if (replaced) {
            operation.log(model.ref() + " was removed or replaced meanwhile, and is left alone");
            return found;
        }
        operation.phase("repair");
        repair(model, found.badFiles(), operation);
        operation.reserve(Reservation.NONE);
        hashedBytes -= model.sizeBytes();
        ModelVerification after = hash(model, operation).after(found);
        after.mendedFiles().forEach(file -> operation.log("mended: " + file));
        return after;
    }

    private ModelVerification hash(InstalledModel model, WorkContext operation) {
        Instant begun = services.clock().instant();
        List<RelativePath> bad = new ArrayList<>();
        for (ModelFile file : model.files()) {
            if (!isIntact(model, file, operation)) {
                LOG.warn("a file is damaged or missing model={} file={}", model.ref(), file.path());
                operation.log("bad: " + file.path());
                bad.add(file.path());
            }
            hashedBytes += file.sizeBytes();
            operation.done(hashedBytes);
        }
        record(model, entry -> bad.isEmpty() ? entry.verified(begun) : entry.in(InstallState.CORRUPT));
        return new ModelVerification(model.ref(), bad);
    }

    private boolean isIntact(InstalledModel model, ModelFile file, WorkContext operation) {
        ModelProvider provider = services.providers().require(model.ref().provider());
        Path path = provider.locate(model, file, services.providers().context());
        long before = hashedBytes;
        try {
            return Files.size(path) == file.sizeBytes()
                    && hasher.hash(path, file.digest().algorithm(), bytes -> {
                                operation.checkpoint();
                                operation.done(before + bytes);
                            })
                            .equals(file.digest());
        } catch (AccessDeniedException denied) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The file '" + file.path() + "' of " + model.ref() + " can't be read: permission denied.",
                    "Run this as a user who may read " + path + ".",
                    denied);
        } catch (IOException unreadable) {
            LOG.debug("unreadable file={}", path, unreadable);
            return false;
        }
    }

    /** The commit is fixed, so a branch that has moved on does not turn a repair into an update. */
    private void repair(InstalledModel model, List<RelativePath> bad, WorkContext operation) {
        InstallContext context = services.untrustedContext(operation);
        ModelProvider provider = services.providers().require(model.ref().provider());
        RemoteModel remote = provider.resolve(allFilesOf(model, model.ref()), context);
        if (remote.commit().equals(model.commit())) {
            admit(remote, bad, operation);
            remote.install(context);
        } else {
            RemoteModel former = provider.resolve(allFilesOf(model, model.ref().at(model.commit())), context);
            admit(former, bad, operation);
            context.fetch(former.files());
        }
    }

    private static InstallRequest allFilesOf(InstalledModel model, ModelRef ref) {
        InstallRequest.Builder wanted = InstallRequest.builder(ref).allowUnsafe();
        if (model.source().map(URI::getScheme).filter("http"::equals).isPresent()) {
            // what was once fetched without TLS on somebody's word is repaired in the same way
            wanted.allowInsecure();
        }
        model.files().forEach(file -> wanted.include(literalPattern(file.path())));
        return wanted.build();
    }

    private void admit(RemoteModel remote, List<RelativePath> bad, WorkContext operation) {
        List<RemoteFile> fetched = remote.files().stream()
                .filter(file -> bad.contains(file.path()))
                .toList();
        if (!fetched.isEmpty()) {
            services.admission().admit(services.planner().repairing(fetched), operation);
        }
    }

    /** The name as a pattern that matches nothing else; brackets quote what a pattern would read otherwise. */
    private static String literalPattern(RelativePath path) {
        return path.text().replaceAll("([*?\\[])", "[$1]");
    }

    /** A verdict that can't be recorded is still a verdict: a read-only cache can be verified. */
    private void record(InstalledModel model, UnaryOperator<InstalledModel> outcome) {
        try {
            services.store().amend(model, outcome);
        } catch (VenomException unwritable) {
            LOG.warn("the outcome is not recorded model={} reason={}", model.ref(), unwritable.getMessage());
        }
    }
}
