package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.testbed.vllm.FakeVllmProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A unit of an administrator's that takes its model from {@code runtimes/vllm.env}. */
final class SwitchUnit implements AutoCloseable {
    private static final String NAME = "vllm.service";
    private static final Path FILE = Path.of("/etc/systemd/system", NAME);

    private SwitchUnit() {}

    /** Writes the unit of a host, which is described by it from now on. */
    static SwitchUnit of(SwitchFixture bench) throws IOException {
        String command = String.join(
                " ",
                FakeVllmProgram.command(
                        "serve",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(bench.port),
                        "--shutdown-timeout",
                        "10"));
        Files.writeString(
                FILE,
                "[Service]\nType=exec\nKillMode=mixed\nEnvironmentFile=-" + bench.environmentOfRuntime() + "\n"
                        + variables(bench.spec().environment()) + "ExecStart=" + command + "\n");
        Tool.run("systemctl", "daemon-reload");
        bench.unit(NAME);
        return new SwitchUnit();
    }

    @Override
    public void close() throws IOException {
        Tool.run("systemctl", "stop", NAME);
        Files.deleteIfExists(FILE);
        Tool.run("systemctl", "daemon-reload");
    }

    private static String variables(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> "Environment=" + variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
