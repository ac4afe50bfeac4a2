package dev.venom.runtime.core;

import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.install.HostExamination;
import dev.venom.runtime.core.internal.install.HostReporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The host of one manager. Thread-safe. */
final class DefaultHost implements Host {
    private final Lifecycle lifecycle;
    private final Path cacheDirectory;
    private final HostReporter survey;
    private final HostExamination examination;
    private final Supplier<RuntimeComponents> runtimes;

    DefaultHost(
            Lifecycle lifecycle,
            Path cacheDirectory,
            HostReporter survey,
            HostExamination examination,
            Supplier<RuntimeComponents> runtimes) {
        this.lifecycle = lifecycle;
        this.cacheDirectory = cacheDirectory;
        this.survey = survey;
        this.examination = examination;
        this.runtimes = runtimes;
    }

    @Override
    public Path cacheDirectory() {
        return cacheDirectory;
    }

    @Override
    public HostReport report() {
        lifecycle.requireOpen();
        return survey.take();
    }

    @Override
    public List<Verdict> examine() {
        lifecycle.requireOpen();
        List<Verdict> verdicts = new ArrayList<>(examination.examine());
        verdicts.addAll(runtimes.get().examine());
        return verdicts;
    }
}
