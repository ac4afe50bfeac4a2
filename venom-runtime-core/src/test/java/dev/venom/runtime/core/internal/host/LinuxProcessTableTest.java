package dev.venom.runtime.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxProcessTableTest {
    private final LinuxProcessTable table = new LinuxProcessTable();

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "This host has no /proc.");
    }

    @Test
    void showsThisProcessAmongTheOthers() {
        ProcessEntry self = self();

        assertThat(self.isAlive()).isTrue();
        assertThat(self.commandLine()).contains("java");
        assertThat(table.isAlive(self.ref())).isTrue();
        assertThat(table.processes()).extracting(ProcessEntry::ref).contains(self.ref());
    }

    @Test
    void takesNoLaterProcessForAnEarlierOne() {
        ProcessRef self = self().ref();

        assertThat(table.isAlive(new ProcessRef(self.pid(), self.startTicks() - 1, self.bootId())))
                .isFalse();
        assertThat(table.variable(new ProcessRef(self.pid(), 1, self.bootId()), "PATH"))
                .isEmpty();
    }

    @Test
    void takesAZombieForEnded() throws Exception {
        // The shell becomes a program that never waits for the child that the shell had; only then may it end.
        Process parent =
                new ProcessBuilder("sh", "-c", "exec 3<&0; sh -c 'echo $$; read go <&3' & exec sleep 60").start();
        try {
            long child = Long.parseLong(parent.inputReader().readLine());
            until(() -> table.find(parent.pid()).orElseThrow().commandLine().startsWith("sleep"));
            parent.outputWriter().append("go\n").flush();
            until(() -> !table.find(child).orElseThrow().isAlive());
            ProcessEntry zombie = table.find(child).orElseThrow();

            assertThat(zombie.isAlive()).isFalse();
            assertThat(table.isAlive(zombie.ref())).isFalse();
        } finally {
            parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void readsTheEnvironmentOfAChild() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo started; exec sleep 60");
        builder.environment().put("VENOM_MARK", "a=b");
        Process child = builder.start();
        try {
            assertThat(child.inputReader().readLine()).isEqualTo("started");
            ProcessRef ref = table.find(child.pid()).orElseThrow().ref();

            assertThat(table.variable(ref, "VENOM_MARK")).contains("a=b");
            assertThat(table.variable(ref, "VENOM")).isEmpty();
        } finally {
            child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void namesWhoListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(table.listener(LocalAddress.ofLocalhost(port)))
                    .hasValueSatisfying(holder ->
                            assertThat(holder.process()).map(ProcessEntry::ref).contains(self().ref()));
        }
        assertThat(table.listener(LocalAddress.ofLocalhost(port))).isEmpty();
    }

    @Test
    void takesNobodyOnAnotherAddressForTheHolder() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.9"))) {
            int port = socket.getLocalPort();

            assertThat(table.listener(at("127.0.0.1", port))).isEmpty();
            assertThat(table.listener(at("[::1]", port))).isEmpty();
            assertThat(table.listener(LocalAddress.ofLocalhost(port))).isEmpty();
            assertThat(table.listener(at("127.0.0.9", port))).isPresent();
            assertThat(table.listener(at("0.0.0.0", port))).isPresent();
        }
    }

    @Test
    void knowsThatASocketOnEveryIpv6AddressAnswersToIpv4() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(table.listener(at("127.0.0.1", socket.getLocalPort())))
                    .map(PortHolder::port)
                    .contains(socket.getLocalPort());
        }
    }

    /** As nginx does it by itself: its sockets on IPv6 leave IPv4 to others. */
    @Test
    void knowsASocketForIpv6Alone() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "This host has no Python to make such a socket.");
        Process server = new ProcessBuilder(
                        "/usr/bin/python3",
                        "-c",
                        "import socket,sys; s=socket.socket(socket.AF_INET6); s.setsockopt(41,26,1); s.bind(('::',0)); "
                                + "s.listen(); print(s.getsockname()[1],flush=True); sys.stdin.read()")
                .start();
        try {
            int port = Integer.parseInt(server.inputReader().readLine());

            assertThat(table.listener(at("127.0.0.1", port))).isEmpty();
            assertThat(table.listener(at("[::1]", port))).isPresent();
        } finally {
            server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void namesTheOneThatAConnectionReaches(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(
                proc.resolve("net/tcp"),
                "  sl  local_address rem_address st\n"
                        + " 0: 00000000:1F40 00000000:0000 0A 0:0 00:0 0 1000 0 11 1 x\n"
                        + " 1: 0900007F:1F40 00000000:0000 0A 0:0 00:0 0 1001 0 12 1 x\n"
                        + " 2: 0100007F:1F40 0100007F:9999 01 0:0 00:0 0 1002 0 13 1 x\n");
        LinuxProcessTable staged = new LinuxProcessTable(new ProcFiles(proc));

        assertThat(staged.listener(at("127.0.0.1", 8000)))
                .map(PortHolder::userId)
                .contains(1000L);
        assertThat(staged.listener(at("127.0.0.9", 8000)))
                .map(PortHolder::userId)
                .contains(1001L);
        assertThat(staged.listener(at("127.0.0.1", 8001))).isEmpty();
    }

    private static LocalAddress at(String host, int port) {
        return LocalAddress.of(URI.create("http://" + host + ":" + port)).orElseThrow();
    }

    @Test
    void readsNamesWithBracketsAndBlanks() {
        String line = "7 (a) b (c)) S 1 2 3 0 -1 0 0 0 0 0 11 12 0 0 20 0 1 0 4711 0";

        assertThat(ProcessStat.parse(line)).contains(new ProcessStat("a) b (c)", 'S', 1, 2, 3, 11, 12, 4711));
        assertThat(ProcessStat.parse("7 (cut")).isEmpty();
    }

    @Test
    void readsControlGroupsOfBothGenerations() {
        assertThat(ControlGroups.path("0::/system.slice/ollama.service\n")).contains("/system.slice/ollama.service");
        assertThat(ControlGroups.path("4:memory:/x\n1:name=systemd:/system.slice/a.service\n0::/\n"))
                .contains("/system.slice/a.service");
        assertThat(ControlGroups.path("")).isEmpty();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is left").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private ProcessEntry self() {
        return table.find(ProcessHandle.current().pid()).orElseThrow();
    }
}
