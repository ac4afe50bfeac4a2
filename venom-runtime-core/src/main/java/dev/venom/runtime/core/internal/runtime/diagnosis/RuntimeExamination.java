package dev.venom.runtime.core.internal.runtime.diagnosis;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.gpu.GpuReading;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.registry.RuntimeRegistry;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks whether this host can run its runtimes: supervisors, logs, descriptions and ports. Thread-safe. */
public final class RuntimeExamination {
    private final RuntimeRegistry registry;
    private final GpuReading gpus;

    /**
     * Makes it.
     *
     * @param registry the runtimes
     * @param gpus the GPUs of this host
     */
    public RuntimeExamination(RuntimeRegistry registry, GpuReading gpus) {
        this.registry = registry;
        this.gpus = gpus;
    }

    /**
     * Makes every check.
     *
     * @return one verdict for each
     */
    public List<Verdict> examine() {
        List<Verdict> verdicts = new ArrayList<>(registry.supervisors().examine());
        if (registry.supervisors().all().isEmpty()) {
            verdicts.add(Verdict.warn("supervisors", "none is on the class path: no runtime can be started"));
        }
        verdicts.addAll(gpus());
        verdicts.add(logDirectory(registry.host().logs().path()));
        try {
            PortFindings ports = new PortFindings(registry.host().processes(), registry.supervisors());
            registry.all().forEach(runtime -> verdicts.add(examined(runtime, ports)));
        } catch (VenomException failure) {
            verdicts.add(Verdict.refuse("runtimes", failure.code(), failure.getMessage() + " " + failure.hint()));
        }
        return verdicts;
    }

    private List<Verdict> gpus() {
        List<Verdict> verdicts = new ArrayList<>();
        gpus.devices()
                .forEach(device -> verdicts.add(
                        device.trouble().isPresent()
                                ? Verdict.warn("gpu", GpuFindings.device(device))
                                : Verdict.ok("gpu", GpuFindings.device(device))));
        gpus.troubles().forEach(trouble -> verdicts.add(Verdict.warn("gpu", trouble)));
        if (verdicts.isEmpty()) {
            verdicts.add(Verdict.ok("gpu", "none: models run on the processor"));
        }
        return verdicts;
    }

    private Verdict examined(KnownRuntime runtime, PortFindings ports) {
        String check = "runtime " + runtime.id();
        try {
            RuntimeFiles files = registry.host().files();
            files.read(runtime.id());
            PortFindings.Finding port = ports.of(runtime, runtime.handle().map(SupervisedRuntime::observe));
            String who = runtime.spec().kind() + " at " + runtime.spec().baseUri() + ", supervisor "
                    + runtime.supervisorId() + "; ";
            Optional<String> stranger = port.stranger();
            return stranger.isPresent()
                    ? Verdict.warn(check, who + "its port is held by another: " + stranger.get())
                    : Verdict.ok(check, who + String.join("; ", port.lines()));
        } catch (VenomException failure) {
            return Verdict.refuse(check, failure.code(), failure.getMessage() + " " + failure.hint());
        }
    }

    private static Verdict logDirectory(Path directory) {
        Path nearest = directory;
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isWritable(nearest)) {
            return Verdict.warn("log_directory", nearest + " is not writable: runtimes can't write " + directory);
        }
        if (!Files.isDirectory(directory)) {
            return Verdict.ok("log_directory", directory + " will be made by the first start");
        }
        try {
            Path probe = Files.createTempFile(directory, ".doctor", ".tmp");
            Files.delete(probe);
            return Verdict.ok("log_directory", directory + " is writable");
        } catch (IOException failure) {
            return Verdict.warn("log_directory", directory + " is not writable: " + failure.getMessage());
        }
    }
}
