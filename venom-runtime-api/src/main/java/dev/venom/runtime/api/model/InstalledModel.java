package dev.venom.runtime.api.model;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A model on this host: an entry of the manifest. Immutable.
 *
 * @param ref provider, name and the revision asked for
 * @param commit what the revision resolved to: never moves
 * @param friendlyName name to show to people
 * @param location directory of the snapshot, or the single file that is the model
 * @param files every file with its size and digest
 * @param description what the headers say
 * @param installedAt when it was published here
 * @param verifiedAt when its bytes were last hashed; empty for a model that another program wrote and
 *     nobody has verified
 * @param lastUsedAt when a runtime last served it
 * @param state whether it can be used
 * @param source where it came from, without credentials
 */
public record InstalledModel(
        ModelRef ref,
        String commit,
        String friendlyName,
        Path location,
        List<ModelFile> files,
        ModelDescription description,
        Instant installedAt,
        Optional<Instant> verifiedAt,
        Optional<Instant> lastUsedAt,
        InstallState state,
        Optional<URI> source) {
    /** Copies the list. */
    public InstalledModel {
        files = List.copyOf(files);
    }

    /**
     * Length of all files together.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return files.stream().mapToLong(ModelFile::sizeBytes).sum();
    }

    /**
     * The same model in another state.
     *
     * @param other the new state
     * @return a copy
     */
    public InstalledModel in(InstallState other) {
        return new InstalledModel(
                ref,
                commit,
                friendlyName,
                location,
                files,
                description,
                installedAt,
                verifiedAt,
                lastUsedAt,
                other,
                source);
    }

    /**
     * The same model under another spelling of its name.
     *
     * @param spelling the reference
     * @return a copy
     */
    public InstalledModel named(ModelRef spelling) {
        return new InstalledModel(
                spelling,
                commit,
                friendlyName,
                location,
                files,
                description,
                installedAt,
                verifiedAt,
                lastUsedAt,
                state,
                source);
    }

    /**
     * The same model with files that nobody knew of, and whose bytes nobody has hashed.
     *
     * @param more files that it has besides
     * @return a copy; this one where there are none
     */
    public InstalledModel with(List<ModelFile> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<ModelFile> all = new ArrayList<>(files);
        all.addAll(more);
        return new InstalledModel(
                ref,
                commit,
                friendlyName,
                location,
                all.stream().sorted(Comparator.comparing(ModelFile::path)).toList(),
                description,
                installedAt,
                Optional.empty(),
                lastUsedAt,
                state,
                source);
    }

    /**
     * The same model, with what its files say of themselves.
     *
     * @param read what was read
     * @return a copy
     */
    public InstalledModel describedAs(ModelDescription read) {
        return new InstalledModel(
                ref, commit, friendlyName, location, files, read, installedAt, verifiedAt, lastUsedAt, state, source);
    }

    /**
     * The same model, found intact.
     *
     * @param when the time its bytes were hashed
     * @return a copy that is complete
     */
    public InstalledModel verified(Instant when) {
        return new InstalledModel(
                ref,
                commit,
                friendlyName,
                location,
                files,
                description,
                installedAt,
                Optional.of(when),
                lastUsedAt,
                InstallState.COMPLETE,
                source);
    }

    /**
     * The same model, served by a runtime.
     *
     * @param when the time it was used
     * @return a copy
     */
    public InstalledModel used(Instant when) {
        return new InstalledModel(
                ref,
                commit,
                friendlyName,
                location,
                files,
                description,
                installedAt,
                verifiedAt,
                Optional.of(when),
                state,
                source);
    }
}
