package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProgressSink;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteModel;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.LoopbackInstallContext;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon on another host: what it has only it can say. */
class HiddenStoreTest {
    private static final String ELSEWHERE = "http://gpu.example:11434";
    private static final ModelImage IMAGE = ModelImage.tinyLlama();

    @TempDir
    private Path directory;

    private final ModelProvider provider = new OllamaProvider();
    private LocalRegistry registry;
    private LocalDaemon daemon;
    private Elsewhere host;

    @BeforeEach
    void open() {
        registry = LocalRegistry.with("library/tiny:270m", IMAGE);
        daemon = LocalDaemon.over(directory.resolve("far")).start();
        host = new Elsewhere(
                new LoopbackInstallContext(InMemorySettings.in(directory.resolve("cache"))
                        .with("HOME", directory.toString())
                        .with("OLLAMA_HOST", ELSEWHERE)),
                daemon.url());
    }

    @AfterEach
    void close() {
        daemon.close();
        registry.close();
    }

    @Test
    void listsWhatTheDaemonLists() {
        daemon.store().put("tiny:270m", IMAGE);

        assertThat(provider.inventory(host)).singleElement().satisfies(model -> {
            assertThat(model.ref()).hasToString("ollama:tiny:270m");
            assertThat(model.commit()).isEqualTo(IMAGE.weights().digest());
            assertThat(model.sizeBytes()).isEqualTo(IMAGE.size());
            assertThat(model.state()).isEqualTo(InstallState.COMPLETE);
        });
    }

    @Test
    void believesTheDaemonAndHashesNothing() {
        ModelRef ref = ModelRef.parse("ollama:" + registry.host() + "/library/tiny:270m");
        RemoteModel remote =
                provider.resolve(InstallRequest.builder(ref).allowInsecure().build(), host);

        InstalledModel installed = installed(remote, remote.install(host));

        assertThat(daemon.store().list()).hasSize(1);
        assertThat(host.inner().progress().lines()).anyMatch(line -> line.contains("not hashed"));
        assertThat(provider.presence(installed, host)).isEqualTo(ModelProvider.Presence.HIDDEN);
        assertThat(provider.storedBytes(List.of(installed), host)).isZero();
        assertThat(directory.resolve(".ollama")).doesNotExist();

        assertThat(provider.remove(installed, List.of(), host)).isEqualTo(IMAGE.size());
        assertThat(daemon.store().list()).isEmpty();
    }

    private static InstalledModel installed(RemoteModel remote, Path location) {
        return new InstalledModel(
                remote.ref(),
                remote.commit(),
                remote.friendlyName(),
                location,
                remote.files().stream()
                        .map(file -> new ModelFile(file.path(), file.sizeBytes(), file.digest()))
                        .toList(),
                remote.description(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                InstallState.COMPLETE,
                remote.origin());
    }

    /** A host that reaches the daemon under another name. */
    private record Elsewhere(LoopbackInstallContext inner, URI daemon) implements InstallContext {
        @Override
        public Transport transport() {
            return new Transport() {
                @Override
                public HttpReply send(HttpCall call) {
                    return inner.transport().send(redirected(call));
                }

                @Override
                public ReplyHead stream(HttpCall call, Consumer<String> lines) {
                    return inner.transport().stream(redirected(call), lines);
                }
            };
        }

        private HttpCall redirected(HttpCall call) {
            if (!call.uri().toString().startsWith(ELSEWHERE)) {
                return call;
            }
            URI there = URI.create(call.uri().toString().replace(ELSEWHERE, daemon.toString()));
            HttpCall moved = HttpCall.of(call.method(), there);
            return call.body()
                    .map(bytes -> moved.withJson(new String(bytes, StandardCharsets.UTF_8)))
                    .orElse(moved);
        }

        @Override
        public Settings settings() {
            return inner.settings();
        }

        @Override
        public Clock clock() {
            return inner.clock();
        }

        @Override
        public ProcessTable processes() {
            return inner.processes();
        }

        @Override
        public Executor background() {
            return inner.background();
        }

        @Override
        public void fetch(Collection<RemoteFile> files) {
            throw new AssertionError("The daemon fetches");
        }

        @Override
        public ProgressSink progress() {
            return inner.progress();
        }
    }
}
