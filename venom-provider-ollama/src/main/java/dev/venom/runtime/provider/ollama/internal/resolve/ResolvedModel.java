package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model, pinned, and the way by which it comes. Immutable. */
final class ResolvedModel implements RemoteModel {
    private final Target target;
    private final InstallRoute way;
    private final ModelDescription description;
    private final List<Verdict> verdicts;

    ResolvedModel(Target target, InstallRoute way, ModelDescription description, List<Verdict> verdicts) {
        this.target = target;
        this.way = way;
        this.description = description;
        this.verdicts = List.copyOf(verdicts);
    }

    Target target() {
        return target;
    }

    @Override
    public ModelRef ref() {
        return ModelRef.of(target.provider(), target.name().shortText());
    }

    @Override
    public String commit() {
        return target.image().commit();
    }

    @Override
    public String friendlyName() {
        return target.name().shortText();
    }

    /** Made anew for each caller: a content moves from where it waits to its place. */
    @Override
    public List<RemoteFile> files() {
        return target.image().files().stream()
                .map(file -> new RemoteFile(
                        file.path(),
                        file.layer().sizeBytes(),
                        file.layer().digest(),
                        way.destination(file.layer()),
                        way.staging(),
                        target.registry().source(file)))
                .toList();
    }

    /** Length of each content. */
    Map<Digest, Long> sizes() {
        Map<Digest, Long> sizes = new HashMap<>();
        files().forEach(file -> sizes.put(file.digest(), file.sizeBytes()));
        return sizes;
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public List<Verdict> verdicts() {
        return verdicts;
    }

    @Override
    public Optional<URI> origin() {
        return Optional.of(target.address().manifest());
    }

    @Override
    public Path install(InstallContext context) {
        return way.install(this, context);
    }
}
