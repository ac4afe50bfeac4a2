package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.LocalHub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProxyIT {
    @TempDir
    private Path cache;

    @Test
    void aTunnelIsAskedForWithThePasswordOfTheProxysAddress() throws Exception {
        try (LocalHub hub = LocalHub.with();
                ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> asked = CompletableFuture.supplyAsync(() -> refuseOne(proxy));
            VenomProcess.Outcome outcome = new VenomHost(hub, cache)
                    .with("HF_ENDPOINT", "https://hub.invalid")
                    .with("HTTPS_PROXY", "http://me:pw@127.0.0.1:" + proxy.getLocalPort())
                    .run("plan", "hf:org/model", "--json");

            assertThat(asked.get(30, TimeUnit.SECONDS))
                    .startsWith("CONNECT hub.invalid:443 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic bWU6cHc=");
            assertThat(outcome.last().get("error").get("code").asText()).isEqualTo("NETWORK");
            assertThat(outcome.errors())
                    .contains("Check the user and the password")
                    .doesNotContain("pw");
        }
    }

    private static List<String> refuseOne(ServerSocket proxy) {
        try (Socket client = proxy.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            List<String> head = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.add(line);
            }
            client.getOutputStream()
                    .write("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return head;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
