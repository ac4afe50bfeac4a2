package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.provider.ModelProvider.Orphan;
import dev.venom.runtime.spi.testkit.ProviderHost;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One repository on a local Hub, and a cache into which it is installed. */
final class CacheFixture implements AutoCloseable {
    static final Duration LATER = Duration.ofHours(2);

    final HuggingFaceProvider provider = new HuggingFaceProvider();
    final HubRepository repository = HubRepository.named("org/model")
            .file("config.json", "{\"model_type\":\"llama\"}")
            .file("deep/er/notes.txt", "nested")
            .file("model.safetensors", Content.safetensors(100_000, 1))
            .build();
    final LocalHub hub = LocalHub.with(repository);
    final Path directory;
    ProviderHost host;

    CacheFixture(Path directory) {
        this.directory = directory;
        this.host = at(directory.resolve("models"));
    }

    /** The same Hub, and another way to a cache, or another cache. */
    ProviderHost at(Path cache) {
        return TestHosts.at(cache, hub.url());
    }

    Path install() {
        return install("hf:org/model");
    }

    Path install(String ref) {
        return provider.resolve(InstallRequest.of(provider.canonical(ModelRef.parse(ref))), host)
                .install(host);
    }

    InstalledModel only() {
        assertThat(provider.inventory(host)).hasSize(1);
        return provider.inventory(host).get(0);
    }

    List<Orphan> orphans() {
        return provider.orphans(provider.inventory(host), host);
    }

    long remove(InstalledModel model) {
        return provider.remove(model, List.of(), host);
    }

    Path repo() {
        return host.cache().resolve("hub").resolve("models--org--model");
    }

    Path blobs() {
        return repo().resolve("blobs");
    }

    /** Every link below a directory. */
    static List<Path> links(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isSymbolicLink).toList();
        }
    }

    /** Every file below a directory that is one itself. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    /** Moves a directory away and leaves a link. */
    static void relocate(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to);
        Files.createSymbolicLink(from, to);
    }

    /** What {@code cp -rL} makes of a cache. */
    static void copyFollowingLinks(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : children.toList()) {
                Path copy = to.resolve(child.getFileName().toString());
                if (Files.isDirectory(child)) {
                    copyFollowingLinks(child, copy);
                } else {
                    Files.copy(child, copy);
                }
            }
        }
    }

    @Override
    public void close() {
        host.close();
        hub.close();
    }
}
