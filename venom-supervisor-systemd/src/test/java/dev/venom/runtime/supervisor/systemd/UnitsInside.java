package dev.venom.runtime.supervisor.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units that are written, read by the real systemd. */
@OnlyInside
class UnitsInside {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> AWKWARD = List.of(
            "two  blanks",
            "100% %n %%",
            "$HOME ${HOME} $$",
            "\"quoted\" 'twice'",
            "back\\slash \\n \\",
            ";",
            "tab\tand\nline",
            "# no comment",
            "",
            "zażółć");

    @TempDir
    Path directory;

    @AfterEach
    void removeTheUnit() throws IOException {
        Units.remove(TestHost.UNIT);
    }

    @Test
    void everyKindOfUnitIsWithoutFault() throws IOException {
        try (TestHost host = TestHost.in(directory)) {
            for (RuntimeSpec spec : List.of(
                    host.describe("vllm")
                            .command(List.of("/bin/true", "${model_path}"))
                            .unit(TestHost.UNIT)
                            .build(),
                    host.describe("ollama")
                            .command(List.of("/bin/true", "serve"))
                            .unit(TestHost.UNIT)
                            .build(),
                    host.describe("openai")
                            .command(awkwardCommand())
                            .unit(TestHost.UNIT)
                            .build())) {
                host.install(spec);

                assertThat(Units.run("systemd-analyze", "verify", TestHost.UNIT))
                        .as(spec.kind())
                        .isEmpty();
                assertThat(Units.run("systemctl", "show", "-p", "LoadState", TestHost.UNIT))
                        .contains("LoadState=loaded");
            }
        }
    }

    @Test
    void argumentsAndVariablesArriveAsTheyAre() throws IOException {
        try (TestHost host = TestHost.in(directory)) {
            Path home = Files.createDirectories(directory.resolve("100% work ing"));
            RuntimeSpec spec = host.describe("openai")
                    .command(awkwardCommand())
                    .unit(TestHost.UNIT)
                    .environment(Map.of("AWKWARD", "100% of $HOME \"x\" 'y' \\ \t # ;", "EMPTY", ""))
                    .workingDirectory(home)
                    .build();
            host.install(spec);
            try (SupervisedRuntime runtime = host.attach(spec)) {
                runtime.start(host.plan(spec));

                Path arguments = home.resolve("arguments");
                Eventually.holds("the program has run", () -> Files.exists(home.resolve("done")));
                assertThat(Files.readString(arguments).split("\0", -1))
                        .containsExactlyElementsOf(
                                Stream.concat(AWKWARD.stream(), Stream.of("")).toList());
                assertThat(Files.readString(home.resolve("variable"))).isEqualTo("100% of $HOME \"x\" 'y' \\ \t # ;");
                runtime.stop(LIMIT);
            }
        }
    }

    private static List<String> awkwardCommand() {
        String script =
                "printf '%s\\0' \"$@\" > arguments; printf %s \"$AWKWARD\" > variable; touch done; exec sleep 600";
        return Stream.concat(Stream.of("/bin/sh", "-c", script, "shell"), AWKWARD.stream())
                .toList();
    }

    @Test
    void anotherModelNeedsARestartAndNoOtherUnit() throws IOException {
        try (TestHost host = TestHost.in(directory)) {
            String script = "echo \"serves $1 as $2 on $3\"; exec sleep 600";
            RuntimeSpec spec = host.describe("vllm")
                    .command(
                            List.of("/bin/sh", "-c", script, "shell", "${model_path}", "name=${model_name}", "${port}"))
                    .unit(TestHost.UNIT)
                    .build();
            activate(host, "/models/first one $x %n", "org/first");
            host.install(spec);
            String unit = Files.readString(Units.file(TestHost.UNIT));
            try (SupervisedRuntime runtime = host.attach(spec)) {
                runtime.start(host.plan(spec));
                String port = "" + host.port().number();
                Eventually.holds(
                        "it serves the first",
                        () -> runtime.logTail(1)
                                .equals(List.of("serves /models/first one $x %n as name=org/first on " + port)));

                activate(host, "/models/second", "org/second");
                runtime.stop(LIMIT);
                runtime.start(host.plan(spec));
                Eventually.holds(
                        "it serves the second",
                        () -> runtime.logTail(1)
                                .equals(List.of("serves /models/second as name=org/second on " + port)));
                assertThat(Units.file(TestHost.UNIT)).hasContent(unit);
                runtime.stop(LIMIT);
            }
        }
    }

    private static void activate(TestHost host, String path, String name) throws IOException {
        Files.writeString(host.environmentFile(), "VLLM_ACTIVE_MODEL='" + path + "'\nLLM_MODEL_NAME='" + name + "'\n");
    }

    @Test
    void leavesAUnitThatIsNotOursAlone() throws IOException {
        String theirs =
                "[Service]\nType=exec\nExecStart=/bin/sh -c 'echo model ${VLLM_ACTIVE_MODEL}; exec sleep 600'\n";
        Units.write(TestHost.UNIT, theirs);
        Files.createDirectories(Units.file(TestHost.UNIT + ".d"));
        Path taken = Files.writeString(Units.file(TestHost.UNIT + ".d/50-venom.conf"), "[Service]\nNice=1\n");
        try (TestHost host = TestHost.in(directory)) {
            RuntimeSpec spec = host.describe("vllm").build();
            activate(host, "/models/first", "org/first");
            UnitPlan plan =
                    host.supervisor().unit(host.plan(spec), host.context()).orElseThrow();
            assertThat(plan.file()).isEqualTo(Units.file(TestHost.UNIT + ".d/51-venom.conf"));
            assertThat(plan.installed()).isEmpty();
            assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("is not ours"));

            host.install(spec);
            assertThat(Units.file(TestHost.UNIT)).hasContent(theirs);
            assertThat(taken).hasContent("[Service]\nNice=1\n");
            assertThat(Units.run("systemd-analyze", "verify", TestHost.UNIT)).isEmpty();
            assertThat(Units.run("systemctl", "show", "-p", "KillMode,LimitCORE,Restart", TestHost.UNIT))
                    .contains("KillMode=mixed", "LimitCORE=0", "Restart=always");
            try (SupervisedRuntime runtime = host.attach(spec)) {
                runtime.start(host.plan(spec));
                Eventually.holds(
                        "the unit has the model", () -> runtime.logTail(5).contains("model /models/first"));
                runtime.stop(LIMIT);
            }
            assertThat(host.supervisor()
                            .unit(host.plan(spec), host.context())
                            .orElseThrow()
                            .isCurrent())
                    .isTrue();
        }
    }

    @Test
    void bringsAnOlderUnitOfOursUpToDate() throws IOException {
        try (TestHost host = TestHost.in(directory)) {
            RuntimeSpec spec = host.describe("openai")
                    .command(List.of("/bin/sleep", "600"))
                    .unit(TestHost.UNIT)
                    .build();
            host.install(spec);
            String current = Files.readString(Units.file(TestHost.UNIT));
            Units.write(
                    TestHost.UNIT,
                    current.replace("RestartSec=10", "RestartSec=77").replace("KillMode=mixed\n", ""));
            UnitPlan plan =
                    host.supervisor().unit(host.plan(spec), host.context()).orElseThrow();
            assertThat(plan.isCurrent()).isFalse();
            assertThat(plan.installed().orElseThrow()).contains("RestartSec=77");

            host.supervisor().install(plan, host.context());
            assertThat(Units.file(TestHost.UNIT)).hasContent(current);
            assertThat(Units.run("systemctl", "show", "-p", "NeedDaemonReload,KillMode", TestHost.UNIT))
                    .contains("NeedDaemonReload=no", "KillMode=mixed");
        }
    }

    @Test
    void installsOnceAndFinishesWhatAnEarlierInstallationBegan() throws IOException {
        try (TestHost host = TestHost.in(directory)) {
            RuntimeSpec spec = host.describe("openai")
                    .command(List.of("/bin/sleep", "600"))
                    .unit(TestHost.UNIT)
                    .build();
            UnitPlan plan =
                    host.supervisor().unit(host.plan(spec), host.context()).orElseThrow();
            Files.writeString(plan.file(), plan.text());

            host.supervisor().install(plan, host.context());
            try (SupervisedRuntime runtime = host.attach(spec)) {
                runtime.start(host.plan(spec));
                Object written = Files.getLastModifiedTime(plan.file());
                host.supervisor().install(plan, host.context());
                assertThat(Files.getLastModifiedTime(plan.file())).isEqualTo(written);
                assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
                runtime.stop(LIMIT);
            }
        }
    }

    @Test
    void replacesNoFileThatSomebodyElsePutThereSince() throws IOException {
        try (TestHost host = TestHost.in(directory)) {
            RuntimeSpec spec = host.describe("openai")
                    .command(List.of("/bin/sleep", "600"))
                    .unit(TestHost.UNIT)
                    .build();
            UnitPlan plan =
                    host.supervisor().unit(host.plan(spec), host.context()).orElseThrow();
            Files.writeString(plan.file(), "[Service]\nExecStart=/bin/true\n");

            assertThatThrownBy(() -> host.supervisor().install(plan, host.context()))
                    .asInstanceOf(type(VenomException.class))
                    .extracting(VenomException::code)
                    .isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(plan.file()).hasContent("[Service]\nExecStart=/bin/true\n");
        }
    }
}
