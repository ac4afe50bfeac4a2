package dev.venom.runtime.provider.hf;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.core.internal.http.MetadataOptions;
import dev.venom.runtime.core.internal.http.MetadataTransport;
import dev.venom.runtime.core.internal.http.Wire;
import dev.venom.runtime.core.internal.http.WireOptions;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ProgressSink;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Headers;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A host around the provider: real transport, and an engine that fetches each file in one piece and checks it. */
final class TestHost implements InstallContext, AutoCloseable {
    private final Wire wire = new Wire(WireOptions.of(Map.of()));
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> fetched = new ArrayList<>();
    private final Path cache;
    private Duration ahead = Duration.ZERO;

    TestHost(Path cache, URI hub) {
        this.cache = cache;
        variables.put("HF_ENDPOINT", hub.toString());
        // without it the token of whoever runs the tests would be found
        variables.put("HOME", cache.resolveSibling("home").toString());
    }

    TestHost with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Lets time pass. */
    TestHost later(Duration passed) {
        ahead = ahead.plus(passed);
        return this;
    }

    Path hub() {
        return cache.resolve("hub");
    }

    Path cache() {
        return cache;
    }

    /** Names of the files that were really fetched. */
    List<String> fetched() {
        return fetched;
    }

    @Override
    public Transport transport() {
        return new MetadataTransport(wire, MetadataOptions.standard());
    }

    @Override
    public Settings settings() {
        return new Settings() {
            @Override
            public Path cacheDirectory() {
                return cache;
            }

            @Override
            public Optional<String> value(String name) {
                return Optional.ofNullable(variables.get(name));
            }
        };
    }

    @Override
    public Clock clock() {
        return Clock.offset(Clock.systemUTC(), ahead);
    }

    @Override
    public ProcessTable processes() {
        return new LinuxProcessTable();
    }

    @Override
    public Executor background() {
        return Runnable::run;
    }

    @Override
    public void fetch(Collection<RemoteFile> files) {
        for (RemoteFile file : files) {
            try {
                if (!Files.exists(file.destination()) || !digest(file, file.destination())) {
                    fetch(file);
                }
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }
    }

    private void fetch(RemoteFile file) throws IOException {
        HttpCall call = file.source().call();
        HttpReply reply =
                new JudgingTransport(transport(), file).send(call.withMaxReplyBytes(file.sizeBytes() + 4_096));
        Path temporary = Files.createTempFile(cache, "fetch", ".part");
        Files.write(temporary, reply.body());
        if (!digest(file, temporary)) {
            throw new IOException(
                    file.path() + " was served with status " + reply.head().status());
        }
        Files.move(temporary, file.destination(), StandardCopyOption.ATOMIC_MOVE);
        fetched.add(file.path().text());
    }

    private static boolean digest(RemoteFile file, Path path) throws IOException {
        try {
            boolean isGit = file.digest().algorithm() == Digest.Algorithm.GIT_SHA1;
            MessageDigest digest = MessageDigest.getInstance(isGit ? "SHA-1" : "SHA-256");
            if (isGit) {
                digest.update(("blob " + Files.size(path) + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            digest.update(Files.readAllBytes(path));
            return HexFormat.of()
                    .formatHex(digest.digest())
                    .equals(file.digest().hex());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public ProgressSink progress() {
        throw new UnsupportedOperationException("this provider moves no bytes itself");
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Lets the source judge what its server says, as the engine does. */
    private record JudgingTransport(Transport inner, RemoteFile file) implements Transport {
        @Override
        public HttpReply send(HttpCall call) {
            HttpReply reply = inner.send(call);
            file.source().refusal(reply.head()).ifPresent(refusal -> {
                throw refusal;
            });
            return reply;
        }

        @Override
        public ReplyHead stream(HttpCall call, Consumer<String> lines) {
            return new ReplyHead(501, Headers.of(Map.of()), call.uri());
        }
    }
}
