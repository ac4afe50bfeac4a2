package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.testkit.ProviderHost;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hostile Hub must not exhaust the memory of a small host: a JVM of its own has 64 MiB. */
class SmallHeapTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "**/revision/**, PROVIDER_UNAVAILABLE",
        // What no listing says, the description of the commit does.
        "**/tree/**,     1 files"
    })
    void survivesHundredMegabytesOfJson(String path, String outcome) throws Exception {
        try (LocalHub hub = LocalHub.with(HubRepository.named("org/model")
                .file("model.safetensors", Content.safetensors(1_000, 1))
                .build())) {
            hub.faults().onHub(path).always(Fault.hugeJson(100_000_000));

            assertThat(resolveInSmallHeap(hub.url())).isEqualTo(outcome);
        }
    }

    @Test
    void survivesAListingOfManyFiles() throws Exception {
        var repository = HubRepository.named("org/model");
        for (int number = 0; number < 20_000; number++) {
            repository.file("some/directory/with/a/long/name/file-" + number + ".txt", "");
        }
        try (LocalHub hub = LocalHub.with(repository.build())) {
            assertThat(resolveInSmallHeap(hub.url())).isEqualTo("20000 files");
        }
    }

    private String resolveInSmallHeap(URI hub) throws Exception {
        Path output = directory.resolve("out");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Resolving.class.getName(),
                        hub.toString(),
                        directory.resolve("models").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }

    /** Resolves one model and prints what came of it. */
    static final class Resolving {
        private Resolving() {}

        public static void main(String[] arguments) {
            try (ProviderHost host = TestHosts.at(Path.of(arguments[1]), URI.create(arguments[0]))) {
                InstallRequest request = InstallRequest.of(ModelRef.parse("hf:org/model"));
                System.out.println(
                        new HuggingFaceProvider().resolve(request, host).files().size() + " files");
            } catch (VenomException failure) {
                System.out.println(failure.code());
            }
        }
    }
}
