package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonModel;
import dev.venom.runtime.provider.ollama.internal.daemon.ShownModel;
import dev.venom.runtime.provider.ollama.internal.image.Descriptions;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The models of a daemon whose store this process can't read, as it lists them. Immutable.
 *
 * @param daemon the daemon
 * @param provider id under which the models are known
 */
public record DaemonInventory(DaemonClient daemon, String provider) {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonInventory.class);

    /**
     * Asks.
     *
     * @return models with weights; none where nobody answers
     */
    public List<InstalledModel> list() {
        try {
            List<InstalledModel> models = new ArrayList<>();
            for (DaemonModel model : daemon.models()) {
                if (model.config().remoteHost().isEmpty()) {
                    describe(model).ifPresent(models::add);
                }
            }
            return models;
        } catch (VenomException failure) {
            tell(failure);
            return List.of();
        }
    }

    /** Nobody there is usual; somebody who does not tell his models has some that are missing in the list. */
    private void tell(VenomException failure) {
        boolean isSilent = failure.code() == ErrorCode.NETWORK || failure.code() == ErrorCode.STALLED;
        LOG.atLevel(isSilent ? Level.DEBUG : Level.WARN)
                .log("the daemon lists no models daemon={} reason={}", daemon.address(), failure.getMessage());
    }

    private Optional<InstalledModel> describe(DaemonModel model) {
        ModelName name;
        try {
            name = ModelName.parse(model.name());
        } catch (VenomException strange) {
            return Optional.empty();
        }
        Optional<ShownModel> shown = name.isCloud() ? Optional.empty() : daemon.show(model.name());
        Optional<Digest> weights = shown.flatMap(ShownModel::digest);
        return weights.map(digest -> new InstalledModel(
                ModelRef.of(provider, name.shortText()),
                digest.toString(),
                name.shortText(),
                shown.flatMap(ShownModel::weights).map(Path::normalize).orElseThrow(),
                List.of(new ModelFile(RelativePath.of("model"), model.sizeBytes(), digest)),
                Descriptions.of(model.config()),
                model.modifiedAt().orElse(Instant.EPOCH),
                Optional.empty(),
                Optional.empty(),
                InstallState.COMPLETE,
                Optional.empty()));
    }
}
