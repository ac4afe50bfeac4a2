package dev.venom.runtime.testbed.ollama.pull;

import dev.venom.runtime.testbed.ollama.image.ModelName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks registries, in the way and with the error texts of Ollama. It never follows a redirect by itself. Thread-safe. */
public final class RegistryClient {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Optional<URI> defaultRegistry;
    private final String userAgent;

    /** A client of that version; names without a host go to this registry, if there is one. */
    public RegistryClient(Optional<URI> defaultRegistry, String version) {
        this.defaultRegistry = defaultRegistry;
        this.userAgent = "ollama/" + version + " (amd64 linux) Go/go1.26.0";
    }

    /** The manifest's bytes. */
    byte[] manifest(ModelName name, boolean insecure) throws IOException {
        URI address = registry(name, insecure).resolve("/v2/" + name.repository() + "/manifests/" + name.tag());
        HttpResponse<byte[]> response = answer(request(address).GET(), BodyHandlers.ofByteArray());
        switch (response.statusCode()) {
            case 200:
                return response.body();
            case 401:
                throw new PullFailure("unauthorized: access denied");
            case 404:
                throw new PullFailure("file does not exist");
            default:
                String body = new String(response.body(), StandardCharsets.UTF_8);
                throw new PullFailure(response.statusCode() + ": " + body);
        }
    }

    /** The address of a blob in its registry. */
    URI blob(ModelName name, boolean insecure, String digest) {
        return registry(name, insecure).resolve("/v2/" + name.repository() + "/blobs/" + digest);
    }

    /** How long a blob is, as far as the registry says. */
    long size(URI blob) throws IOException {
        HttpRequest.Builder head = request(blob).method("HEAD", BodyPublishers.noBody());
        HttpResponse<Void> response = answer(head, BodyHandlers.discarding());
        if (response.statusCode() == 307) {
            return size(target(response));
        }
        return response.headers().firstValueAsLong("Content-Length").orElse(0);
    }

    /** Where the bytes of a blob are: a redirect to another host, or a 200 that names one. */
    URI target(URI blob) throws IOException {
        HttpResponse<InputStream> response = answer(request(blob).GET(), BodyHandlers.ofInputStream());
        response.body().close();
        if (response.statusCode() != 307 && response.statusCode() != 200) {
            throw new PullFailure("unexpected status code " + response.statusCode());
        }
        return target(response);
    }

    /** The bytes from this one on; what the status is does not matter to Ollama. */
    InputStream bytes(URI target, long from, long to) throws IOException {
        HttpRequest.Builder request = request(target).header("Range", "bytes=" + from + "-" + (to - 1));
        return answer(request.GET(), BodyHandlers.ofInputStream()).body();
    }

    private URI registry(ModelName name, boolean insecure) {
        if (name.host().equals(ModelName.DEFAULT_HOST) && defaultRegistry.isPresent()) {
            return defaultRegistry.get();
        }
        return URI.create((insecure ? "http://" : "https://") + name.host());
    }

    private static URI target(HttpResponse<?> response) throws PullFailure {
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new PullFailure("http: no Location header in response"));
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("User-Agent", userAgent);
    }

    private <T> HttpResponse<T> answer(HttpRequest.Builder builder, BodyHandler<T> body) throws IOException {
        HttpRequest request = builder.build();
        try {
            return http.send(request, body);
        } catch (ConnectException e) {
            throw new PullFailure(
                    "Get \"" + request.uri() + "\": dial tcp " + request.uri().getAuthority()
                            + ": connect: connection refused",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("context canceled");
        }
    }
}
