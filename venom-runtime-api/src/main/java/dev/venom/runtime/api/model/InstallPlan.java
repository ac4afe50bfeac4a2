package dev.venom.runtime.api.model;

import java.util.List;
import java.util.Optional;

/**
 * What an install would do, before the first byte. Immutable.
 *
 * @param ref provider, name and the revision asked for
 * @param commit what the revision resolved to
 * @param files every file, fetched or reused
 * @param description what the headers say
 * @param disk what it would leave of the disk
 * @param confirmationRequired true if it is above the limit that somebody has to confirm
 * @param verdicts every check with its figures
 */
public record InstallPlan(
        ModelRef ref,
        String commit,
        List<PlannedFile> files,
        ModelDescription description,
        DiskForecast disk,
        boolean confirmationRequired,
        List<Verdict> verdicts) {
    /** Copies the lists. */
    public InstallPlan {
        files = List.copyOf(files);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Length of all files together.
     *
     * @return bytes
     */
    public long totalBytes() {
        return files.stream().mapToLong(PlannedFile::sizeBytes).sum();
    }

    /**
     * What still has to be fetched.
     *
     * @return bytes
     */
    public long missingBytes() {
        return files.stream().mapToLong(PlannedFile::missingBytes).sum();
    }

    /**
     * The first check that stands against it.
     *
     * @return the verdict; empty if an install would be let through
     */
    public Optional<Verdict> refusal() {
        return verdicts.stream()
                .filter(verdict -> verdict.result() == Verdict.Result.REFUSE)
                .findFirst();
    }
}
