package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.admission.Demand;
import dev.venom.runtime.core.internal.admission.DiskAdmission;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.plugin.PlugInLoader;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.spi.provider.ModelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Checks whether this host can do what the library is for. Thread-safe. */
public final class HostExamination {
    private final HostSettings settings;
    private final DiskAdmission admission;
    private final Providers providers;
    private final PlugInLoader plugIns;

    /**
     * Makes the examination of a host.
     *
     * @param settings its configuration
     * @param admission knows its disk
     * @param providers where models come from
     * @param plugIns knows what could not be loaded
     */
    public HostExamination(HostSettings settings, DiskAdmission admission, Providers providers, PlugInLoader plugIns) {
        this.settings = settings;
        this.admission = admission;
        this.providers = providers;
        this.plugIns = plugIns;
    }

    /**
     * Makes every check.
     *
     * @return one verdict for each
     */
    public List<Verdict> examine() {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Verdict.ok("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version")));
        verdicts.add(cacheDirectory());
        verdicts.add(CacheFileSystem.of(settings.cacheDirectory()).verdict());
        verdicts.addAll(
                admission.outlook(Demand.nothing(settings.cacheDirectory())).verdicts());
        verdicts.add(proxies());
        if (providers.all().isEmpty()) {
            verdicts.add(Verdict.warn("providers", "none is on the class path"));
        }
        providers.all().forEach(provider -> verdicts.addAll(examined(provider)));
        verdicts.addAll(plugIns.troubles());
        return verdicts;
    }

    private Verdict cacheDirectory() {
        Path directory = settings.cacheDirectory();
        try {
            Path nearest = directory;
            while (!Files.exists(nearest) && nearest.getParent() != null) {
                nearest = nearest.getParent();
            }
            if (!Files.isWritable(nearest)) {
                return Verdict.refuse("cache_directory", ErrorCode.PERMISSION_DENIED, nearest + " is not writable");
            }
            if (!Files.isDirectory(directory)) {
                return Verdict.ok("cache_directory", directory + " will be made by the first install");
            }
            Path probe = Files.createTempFile(directory, ".doctor", ".tmp");
            Files.delete(probe);
            return Verdict.ok("cache_directory", directory + " is writable");
        } catch (IOException failure) {
            return Verdict.refuse(
                    "cache_directory",
                    ErrorCode.PERMISSION_DENIED,
                    directory + " is not writable: " + failure.getMessage());
        }
    }

    private Verdict proxies() {
        List<String> set = Stream.of("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY")
                .filter(name -> settings.value(name)
                        .or(() -> settings.value(name.toLowerCase(Locale.ROOT)))
                        .isPresent())
                .toList();
        return Verdict.ok("proxies", set.isEmpty() ? "none is configured" : String.join(", ", set) + " are set");
    }

    private List<Verdict> examined(ModelProvider provider) {
        try {
            return provider.examine(providers.context());
        } catch (VenomException failure) {
            return List.of(Verdict.refuse(provider.id(), failure.code(), failure.getMessage()));
        }
    }
}
