package dev.venom.runtime.supervisor.process.internal.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docker run --rm -p 8000:8000 vllm/vllm-openai --model x | docker",
                "/usr/bin/podman --log-level warn run image | /usr/bin/podman --log-level warn",
                "sudo -n docker --context gpu container run image | sudo -n docker --context gpu",
                "env DOCKER_HOST=unix:///x nerdctl run image | env DOCKER_HOST=unix:///x nerdctl"
            })
    void knowsWhoSpeaksToTheEngine(String command, String client) {
        assertThat(of(command).client()).containsExactly(client.split(" "));
    }

    @Test
    void namesAContainerThatHasNoName() {
        assertThat(of("docker run --rm image serve --name inner").named("outer").words())
                .containsExactly("docker", "run", "--name", "outer", "--rm", "image", "serve", "--name", "inner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker run --rm --name mine image",
                "docker run --name=mine --gpus all image",
                "podman run -it -e A=B --volume /a:/b --name mine image"
            })
    void leavesAContainerItsName(String command) {
        RunCommand read = of(command);

        assertThat(read.name()).hasValue("mine");
        assertThat(read.named("outer").words()).containsExactly(command.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker run -d image", "docker run --rm --detach image", "podman run -itd image"})
    void seesThatItIsLeftToItsEngine(String command) {
        assertThat(of(command).detached()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker run image -d",
                "docker run -e D=d -v /d:/d --entrypoint -d image",
                "docker run --device /dev/kfd -p8000:8000 image --detach"
            })
    void takesNoOptionOfTheServerForOneOfTheEngine(String command) {
        assertThat(of(command).detached()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vllm serve docker", "docker compose up", "python3 run.py", "llama-server -m docker.gguf run"})
    void leavesOtherCommandsAlone(String command) {
        assertThat(RunCommand.of(List.of(command.split(" ")))).isEmpty();
    }

    @Test
    void readsAScriptThatBecomesTheClient() {
        RunCommand read = RunCommand.of(List.of("bash", "-c", "exec docker run --rm --name mine image"))
                .orElseThrow();

        assertThat(read.client()).containsExactly("docker");
        assertThat(read.name()).hasValue("mine");
        assertThat(read.named("outer").words()).isEqualTo(read.words());
    }

    private static RunCommand of(String command) {
        return RunCommand.of(List.of(command.split(" "))).orElseThrow();
    }
}
