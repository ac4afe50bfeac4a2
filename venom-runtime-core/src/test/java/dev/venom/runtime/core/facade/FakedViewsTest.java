package dev.venom.runtime.core.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.host.DiskReport;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.core.Host;
import dev.venom.runtime.core.Models;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.core.RuntimeSupervision;
import dev.venom.runtime.core.Runtimes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Code of a host that is handed the view it uses, tested as that host would test it: without a manager. */
class FakedViewsTest {
    private static final ModelRef GEMMA = ModelRef.parse("hf:google/gemma-2b-it@main");
    private static final ModelRef QWEN = ModelRef.parse("hf:Qwen/Qwen3-0.6B@main");

    @Test
    void whatIsMissingIsInstalled() throws InterruptedException {
        Fake<Models> models = Fake.of(Models.class)
                .on("find", given -> given.contains(GEMMA) ? Optional.of(model(GEMMA)) : Optional.empty())
                .on("install", given -> done(model(((InstallRequest) given.get(0)).ref())));

        assertThat(installed(models.get(), GEMMA).ref()).isEqualTo(GEMMA);
        assertThat(installed(models.get(), QWEN).ref()).isEqualTo(QWEN);

        assertThat(models.calls())
                .extracting(call -> call.substring(0, call.indexOf('[')))
                .containsExactly("find", "find", "install");
    }

    @Test
    void whatIsServedAlreadyIsNotActivated() throws InterruptedException {
        Fake<Runtimes> runtimes = Fake.of(Runtimes.class).on("activeModels", Map.of("vllm", GEMMA));

        serve(runtimes.get(), "vllm", GEMMA);

        assertThat(runtimes.calls()).containsExactly("activeModels[]");
    }

    @Test
    void aSwitchThatFailsReachesTheCaller() {
        VenomException busy = new VenomException(ErrorCode.RUNTIME_BUSY, "It is busy.", "Wait.");
        Fake<Runtimes> runtimes = Fake.of(Runtimes.class)
                .on("activeModels", Map.of("vllm", GEMMA))
                .on("activate", given -> {
                    throw busy;
                });

        assertThatThrownBy(() -> serve(runtimes.get(), "vllm", QWEN)).isSameAs(busy);
    }

    @Test
    void whatIsUnderWayIsCancelled() {
        Fake<Operations> operations = Fake.of(Operations.class)
                .on("list", List.of(status("1", OperationState.RUNNING), status("2", OperationState.SUCCEEDED)))
                .on("cancel", given -> null);

        cancelAll(operations.get());

        assertThat(operations.calls()).containsExactly("list[]", "cancel" + List.of(new OperationId("1")));
    }

    @Test
    void aHostIsFitIfItHasRoomAndNoCheckRefuses() {
        Fake<Host> host = Fake.of(Host.class)
                .on("report", report(10))
                .on("examine", List.of(Verdict.ok("java", "17"), Verdict.warn("proxies", "none")));

        assertThat(isFit(host.get(), 10)).isTrue();
        assertThat(isFit(host.get(), 11)).isFalse();
        assertThat(isFit(
                        host.on(
                                        "examine",
                                        List.of(Verdict.refuse("cache", ErrorCode.PERMISSION_DENIED, "not writable")))
                                .get(),
                        10))
                .isFalse();
    }

    @Test
    void whatIsKeptUpIsStoppedInTheEnd() throws InterruptedException {
        Fake<RuntimeSupervision> supervision = Fake.of(RuntimeSupervision.class)
                .on("runtimes", List.of("vllm"))
                .on("shutDown", List.of());
        Fake<Runtimes> runtimes = Fake.of(Runtimes.class).on("supervise", supervision.get());

        assertThat(keptUpAndStopped(runtimes.get())).containsExactly("vllm");

        assertThat(runtimes.calls()).containsExactly("supervise[[]]");
        assertThat(supervision.calls()).containsExactly("runtimes[]", "shutDown[]");
    }

    private static InstalledModel installed(Models models, ModelRef ref) throws InterruptedException {
        Optional<InstalledModel> there = models.find(ref);
        return there.isPresent()
                ? there.get()
                : models.install(InstallRequest.of(ref)).await();
    }

    private static void serve(Runtimes runtimes, String runtime, ModelRef model) throws InterruptedException {
        if (!model.equals(runtimes.activeModels().get(runtime))) {
            runtimes.activate(ActivationRequest.of(runtime, model)).await();
        }
    }

    private static void cancelAll(Operations operations) {
        operations.list().stream()
                .filter(status -> !status.state().isTerminal())
                .forEach(status -> operations.cancel(status.id()));
    }

    private static boolean isFit(Host host, long bytes) {
        return host.report().disk().freeBytes().orElse(0) >= bytes
                && host.examine().stream().noneMatch(verdict -> verdict.result() == Verdict.Result.REFUSE);
    }

    private static List<String> keptUpAndStopped(Runtimes runtimes) throws InterruptedException {
        RuntimeSupervision supervision = runtimes.supervise(List.of());
        List<String> kept = supervision.runtimes();
        supervision.shutDown();
        return kept;
    }

    @SuppressWarnings("unchecked")
    private static <R> Operation<R> done(R result) {
        return Fake.of(Operation.class).on("await", result).get();
    }

    private static InstalledModel model(ModelRef ref) {
        return new InstalledModel(
                ref,
                "1",
                ref.name(),
                Path.of("models"),
                List.of(),
                ModelDescription.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                InstallState.COMPLETE,
                Optional.empty());
    }

    private static OperationStatus status(String id, OperationState state) {
        return new OperationStatus(
                new OperationId(id),
                OperationKind.INSTALL,
                Optional.of(GEMMA),
                Optional.empty(),
                state,
                "",
                Progress.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static HostReport report(long freeBytes) {
        OptionalLong unknown = OptionalLong.empty();
        return new HostReport(
                new DiskReport(Path.of("models"), unknown, OptionalLong.of(freeBytes), 0, 0, unknown),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
