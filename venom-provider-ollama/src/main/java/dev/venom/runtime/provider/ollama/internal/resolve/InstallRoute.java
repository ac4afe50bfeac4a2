package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.spi.provider.InstallContext;
import java.nio.file.Path;
import java.util.List;

/** A way by which a model comes to this host. */
interface InstallRoute {
    /** Where a content is or will be. */
    Path destination(Layer layer);

    /** Where a content may lie on its way. */
    Path staging();

    /** What speaks for or against this way. */
    List<Verdict> verdicts();

    /** Brings the model here; where it lies then. */
    Path install(ResolvedModel model, InstallContext context);
}
