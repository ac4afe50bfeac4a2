package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.provider.hf.internal.cache.CachedCommit;
import dev.venom.runtime.provider.hf.internal.cache.ContentLocations;
import dev.venom.runtime.provider.hf.internal.hub.RepoInfo;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.nio.file.Files;
import java.util.List;

/** Resolves a model from the cache alone, where the host wants no HTTP. */
final class OfflineResolver {
    private final ResolvedModel.Target target;

    OfflineResolver(ResolvedModel.Target target) {
        this.target = target;
    }

    ResolvedModel resolve(InstallRequest request) {
        CachedCommit cached = CachedCommit.find(target.layout(), target.id(), target.revision())
                .filter(commit -> !commit.tree().files().isEmpty())
                .orElseThrow(() -> offline("is not on disk"));
        Listing listing = new Listing(cached.commit(), cached.tree(), false, RepoInfo.UNKNOWN, List.of());
        ContentLocations places = target.places(cached.commit());
        SmallFileCache contents = new SmallFileCache(file -> CachedCommit.read(file, places), Runnable::run);
        ResolvedModel model = new ModelAssembler(target, request, contents).of(listing);
        long missing = model.files().stream().filter(file -> !isThere(file)).count();
        if (missing > 0) {
            throw offline("lacks " + missing + " of " + model.files().size() + " files on disk");
        }
        return model;
    }

    private static boolean isThere(RemoteFile file) {
        return Files.isRegularFile(file.destination());
    }

    private VenomException offline(String what) {
        return new VenomException(
                ErrorCode.NETWORK,
                "The model " + target.id() + " at revision '" + target.revision() + "' " + what
                        + ", and this host is offline by choice.",
                "Unset HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE to fetch it.");
    }
}
