package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.plugin.PlugInCall;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.DiscoveryContext;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.ServedModel;
import dev.venom.runtime.spi.runtime.ServingTarget;
import dev.venom.runtime.spi.runtime.SettingsFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A driver whose defects are told as such. Thread-safe. */
final class GuardedDriver implements RuntimeDriver {
    private final RuntimeDriver driver;
    private final String kind;
    private final PlugInCall call;

    GuardedDriver(String kind, RuntimeDriver driver) {
        this.driver = driver;
        this.kind = kind;
        this.call = new PlugInCall("driver '" + kind + "'");
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Switching switching() {
        return call.get(driver::switching);
    }

    @Override
    public HealthReport health(DriverContext context) {
        return call.get(() -> driver.health(context));
    }

    @Override
    public Optional<String> version(DriverContext context) {
        return call.get(() -> driver.version(context));
    }

    @Override
    public Activity activity(DriverContext context) {
        return call.get(() -> driver.activity(context));
    }

    @Override
    public Verdict prove(String name, DriverContext context) {
        return call.get(() -> driver.prove(name, context));
    }

    @Override
    public Optional<Duration> probeInterval(RuntimeSpec spec) {
        return call.get(() -> driver.probeInterval(spec));
    }

    @Override
    public Sample sample(String name, String prompt, DriverContext context) {
        return call.get(() -> driver.sample(name, prompt, context));
    }

    @Override
    public Map<String, String> environment(ServedModel model) {
        return call.get(() -> driver.environment(model));
    }

    @Override
    public List<SettingsFile> settings(ServedModel model, RuntimeSpec spec) {
        return call.list(() -> driver.settings(model, spec));
    }

    @Override
    public boolean finishesRequestsOnStop(RuntimeSpec spec) {
        return call.get(() -> driver.finishesRequestsOnStop(spec));
    }

    @Override
    public boolean wake(DriverContext context) {
        return call.get(() -> driver.wake(context));
    }

    @Override
    public void load(ServedModel model, DriverContext context) {
        call.run(() -> driver.load(model, context));
    }

    @Override
    public void unload(String name, DriverContext context) {
        call.run(() -> driver.unload(name, context));
    }

    @Override
    public List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
        return call.list(() -> driver.judge(model, weightBytes, target));
    }

    @Override
    public List<FoundRuntime> discover(DiscoveryContext context) {
        return call.list(() -> driver.discover(context));
    }

    @Override
    public Optional<URI> place(String id, DiscoveryContext context) {
        return call.get(() -> driver.place(id, context));
    }

    @Override
    public OptionalDouble reservedGpuShare(RuntimeSpec spec) {
        return call.get(() -> driver.reservedGpuShare(spec));
    }

    @Override
    public Optional<Diagnosis> diagnose(List<String> logTail) {
        return call.get(() -> driver.diagnose(logTail));
    }
}
