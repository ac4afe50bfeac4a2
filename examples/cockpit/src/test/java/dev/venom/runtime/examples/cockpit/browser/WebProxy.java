package dev.venom.runtime.examples.cockpit.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy that serves the Cockpit below a path, set up by the recipe that is shipped with it. */
final class WebProxy implements AutoCloseable {
    /** The proxies for which there is a recipe. */
    enum Kind {
        NGINX("/usr/sbin/nginx", "nginx.conf"),
        CADDY("/usr/bin/caddy", "Caddyfile");

        private final Path program;
        private final String recipe;

        Kind(String program, String recipe) {
            this.program = Path.of(program);
            this.recipe = recipe;
        }
    }

    private final Process process;
    private final LoopbackPort port;

    private WebProxy(Process process, LoopbackPort port) {
        this.process = process;
        this.port = port;
    }

    static WebProxy start(Kind kind, int cockpitPort, Path directory) throws IOException {
        assumeTrue(Files.isExecutable(kind.program), "needs " + kind.program);
        String recipe = Files.readString(Path.of("proxy", kind.recipe)).replace(":8765", ":" + cockpitPort);
        LoopbackPort port = LoopbackPort.free();
        Path configuration = Files.writeString(
                directory.resolve(kind.recipe),
                kind == Kind.NGINX ? nginx(recipe, port, directory) : caddy(recipe, port));
        ProcessBuilder builder = new ProcessBuilder(command(kind, configuration, directory))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("proxy.log").toFile());
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        builder.environment().put("XDG_DATA_HOME", directory.toString());
        WebProxy proxy = new WebProxy(builder.start(), port);
        Eventually.holds("the proxy listens", () -> !port.isFree());
        return proxy;
    }

    String address() {
        return "http://127.0.0.1:" + port.number() + "/venom";
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    }

    private static List<String> command(Kind kind, Path configuration, Path directory) {
        return kind == Kind.NGINX
                ? List.of(
                        kind.program.toString(),
                        "-e",
                        "stderr",
                        "-p",
                        directory.toString(),
                        "-c",
                        configuration.toString())
                : List.of(
                        kind.program.toString(), "run", "--adapter", "caddyfile", "--config", configuration.toString());
    }

    private static String nginx(String recipe, LoopbackPort port, Path directory) {
        return """
                daemon off;
                pid %2$s/nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %2$s/body;
                    proxy_temp_path %2$s/proxy;
                    fastcgi_temp_path %2$s/fastcgi;
                    uwsgi_temp_path %2$s/uwsgi;
                    scgi_temp_path %2$s/scgi;
                    server {
                        listen 127.0.0.1:%1$d;
                        %3$s
                    }
                }
                """.formatted(port.number(), directory, recipe);
    }

    private static String caddy(String recipe, LoopbackPort port) {
        return """
                {
                    admin off
                    auto_https off
                }
                http://127.0.0.1:%d {
                %s
                }
                """.formatted(port.number(), recipe);
    }
}
