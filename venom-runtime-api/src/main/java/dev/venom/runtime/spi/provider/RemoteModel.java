package dev.venom.runtime.spi.provider;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model as its provider resolved it: pinned to a commit, its files selected. After this point nothing
 * about it is guessed or asked again. Thread-safe.
 */
public interface RemoteModel {
    /**
     * Provider, canonical name, and the revision asked for, with the provider's default filled in.
     *
     * @return the reference under which it will be installed
     */
    ModelRef ref();

    /**
     * What the revision resolved to.
     *
     * @return an id that never moves
     */
    String commit();

    /**
     * Name to show to people.
     *
     * @return a short name
     */
    String friendlyName();

    /**
     * Its files after selection.
     *
     * @return at least one file
     */
    List<RemoteFile> files();

    /**
     * Files that hold weights in formats whose headers the core does not read, be it by their names or by their
     * place. Their first bytes are looked at, so that a pointer or a web page is not taken for them.
     *
     * @return names among its files; by default none
     */
    default List<RelativePath> otherWeights() {
        return List.of();
    }

    /**
     * Files whose names say nothing. Their first bytes are looked at: what can run code is refused.
     *
     * @return names among its files; by default none
     */
    default List<RelativePath> unknownFiles() {
        return List.of();
    }

    /**
     * What the provider already knows about it; the core completes it from the headers of the files.
     *
     * @return a description, possibly {@link ModelDescription#UNKNOWN}
     */
    ModelDescription description();

    /**
     * What only the provider can judge: safety, licence gate, remote code. A verdict {@code format} is completed by
     * the core with what the files' headers say.
     *
     * @return verdicts for the plan
     */
    List<Verdict> verdicts();

    /**
     * A page or address where it came from, without credentials.
     *
     * @return the address
     */
    Optional<URI> origin();

    /**
     * Brings the files to this host and publishes the model, last of all the name by which it is found. When
     * it returns, the model is complete; when it throws, nothing half-done looks complete, and what was
     * fetched is kept.
     *
     * @param context what there is to work with
     * @return where the model lies: the directory of its files, or the single file
     * @throws dev.venom.runtime.api.error.VenomException as the context threw it
     */
    Path install(InstallContext context);
}
