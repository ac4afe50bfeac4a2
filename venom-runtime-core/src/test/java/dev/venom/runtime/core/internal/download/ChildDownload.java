package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of its own that fetches one file: it can be killed, and have a small heap. */
final class ChildDownload {
    private ChildDownload() {}

    /** Starts the process. */
    static Process start(RemoteFile file, Path directory, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(ChildDownload.class.getName());
        command.add(file.source().call().uri().toString());
        command.add(Long.toString(file.sizeBytes()));
        command.add(file.digest().hex());
        command.add(directory.toString());
        command.add(file.destination().toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Fetches one file; arguments: address, size, SHA-256, directory, destination. */
    public static void main(String[] arguments) {
        URI uri = URI.create(arguments[0]);
        Path directory = Path.of(arguments[3]);
        RemoteFile file = new RemoteFile(
                RelativePath.of("model.safetensors"),
                Long.parseLong(arguments[1]),
                Digest.sha256(arguments[2]),
                Path.of(arguments[4]),
                directory.resolve("staging"),
                () -> HttpCall.get(uri));
        RecordingSink sink = new RecordingSink();
        try (HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));
                DownloadEngine engine = new DownloadEngine(
                        directory.resolve("partial"), transporter, DownloadSettings.standard(), Clock.systemUTC())) {
            engine.fetch(List.of(file), found -> true, sink);
        } finally {
            sink.lines().forEach(System.out::println);
        }
    }
}
