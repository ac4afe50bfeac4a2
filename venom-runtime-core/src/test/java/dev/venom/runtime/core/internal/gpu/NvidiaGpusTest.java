package dev.venom.runtime.core.internal.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class NvidiaGpusTest {
    private static final String[] L4 = {
        "count=1",
        "0.name=NVIDIA L4",
        "0.uuid=GPU-1",
        "0.total=24000",
        "0.used=5000",
        "0.free=18500",
        "0.reserved=500",
        "0.capability=8.9",
        "0.busy=40"
    };

    @TempDir
    Path directory;

    private Optional<Gpus> opened = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(Gpus::close);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("venom-gpu"));
    }

    @Test
    void readsEveryFigure() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("0.processes=4294967290:3000,11:x"));

        GpuReading reading = gpus(nvml).read();

        assertThat(reading.troubles()).isEmpty();
        assertThat(reading.devices())
                .containsExactly(new GpuDevice(
                        0,
                        "GPU-1",
                        "NVIDIA L4",
                        GpuMemory.of(24000, 5000, 18500, OptionalLong.of(500)),
                        Optional.of("8.9"),
                        OptionalInt.of(40),
                        List.of(
                                new GpuProcess(4294967290L, OptionalLong.of(3000)),
                                new GpuProcess(11, OptionalLong.empty())),
                        Optional.empty()));
    }

    @Test
    void readsWhatAnOldDriverTells() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofAnOldDriver(directory);
        nvml.show(with("0.processes=10:3000,11:4000"));

        GpuDevice device = gpus(nvml).read().devices().get(0);

        assertThat(device.memory())
                .as("the first version counts what is reserved as used")
                .isEqualTo(GpuMemory.of(24000, 5500, 18500, OptionalLong.empty()));
        assertThat(device.processes())
                .containsExactly(new GpuProcess(10, OptionalLong.of(3000)), new GpuProcess(11, OptionalLong.of(4000)));
    }

    @Test
    void takesThePartsOfADividedGpuForDevices() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with(
                "0.parts=2",
                "0.part0.name=NVIDIA L4 MIG 1g",
                "0.part0.uuid=MIG-1",
                "0.part0.total=12000",
                "0.part1.name=NVIDIA L4 MIG 1g",
                "0.part1.uuid=MIG-2",
                "0.part1.total=12000"));

        assertThat(gpus(nvml).read().devices()).extracting(GpuDevice::id).containsExactly("MIG-1", "MIG-2");
    }

    @ParameterizedTest(name = "{0} returns {1}")
    @CsvSource({
        "nvmlInit_v2, 9, the driver is not loaded",
        "nvmlInit_v2, 18, driver and library are of different versions",
        "nvmlInit_v2, 999, error 999",
        "nvmlDeviceGetCount_v2, 17, blocks the GPU",
        "nvmlDeviceGetHandleByIndex_v2, 15, fallen off the bus"
    })
    void saysWhyNothingCanBeSeen(String function, int code, String words) throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("code." + function + "=" + code));

        GpuReading reading = gpus(nvml).read();

        assertThat(reading.devices()).isEmpty();
        assertThat(reading.troubles()).singleElement().asString().contains(words);
    }

    @ParameterizedTest(name = "{0} returns {1}")
    @CsvSource({
        "nvmlDeviceGetMemoryInfo_v2, 3",
        "nvmlDeviceGetComputeRunningProcesses_v3, 3",
        "nvmlDeviceGetCudaComputeCapability, 3",
        "nvmlDeviceGetUtilizationRates, 999",
        "nvmlDeviceGetName, 3"
    })
    void leavesOutAFigureThatTheDriverDoesNotTell(String function, int code) throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("code." + function + "=" + code));

        GpuReading reading = gpus(nvml).read();

        assertThat(reading.troubles()).isEmpty();
        assertThat(reading.devices()).singleElement().extracting(GpuDevice::id).isEqualTo("GPU-1");
    }

    @Test
    void tellsThatItMayNotListProcesses() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("code.nvmlDeviceGetComputeRunningProcesses_v3=4"));

        GpuReading reading = gpus(nvml).read();

        assertThat(reading.devices())
                .singleElement()
                .extracting(GpuDevice::name)
                .isEqualTo("NVIDIA L4");
        assertThat(reading.troubles()).containsExactly("which processes use GPU 0 is not told: this user may not ask");
    }

    @ParameterizedTest
    @CsvSource({"nvmlDeviceGetUtilizationRates, 16", "nvmlDeviceGetMemoryInfo, 16"})
    void namesADeviceThatNeedsAReset(String function, int code) throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("code." + function + "=" + code));

        assertThat(gpus(nvml).read().devices().get(0).trouble()).contains("the GPU needs a reset");
    }

    @Test
    void sharesTheHostsMemoryWhereThereIsNoOther() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("code.nvmlDeviceGetMemoryInfo_v2=3", "code.nvmlDeviceGetMemoryInfo=3"));

        assertThat(gpus(nvml).read().devices().get(0).memory()).isEqualTo(GpuMemory.UNKNOWN);
    }

    @Test
    void namesALostDevice() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("code.nvmlDeviceGetUtilizationRates=15"));

        assertThat(gpus(nvml).read().devices().get(0).trouble().orElseThrow()).contains("fallen off the bus");
    }

    @Test
    void isNotHeldUpByADriverThatHangs() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("hang=nvmlDeviceGetMemoryInfo_v2"));
        Gpus gpus = gpus(nvml, Duration.ofMillis(300));

        assertThat(gpus.read().troubles()).singleElement().asString().contains("has not answered");
        long begun = System.nanoTime();
        for (int round = 0; round < 100; round++) {
            assertThat(gpus.read().devices()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("only the first one waits")
                .isLessThan(Duration.ofSeconds(20));

        nvml.show(L4);
        until(() -> !gpus.read().devices().isEmpty());
        assertThat(gpus.read().troubles()).isEmpty();
    }

    @Test
    void beginsAgainAfterTheDriverWasLoadedAgain() throws Exception {
        SimulatedNvml nvml = SimulatedNvml.ofToday(directory);
        nvml.show(with("code.nvmlDeviceGetCount_v2=1"));
        Gpus gpus = gpus(nvml);
        assertThat(gpus.read().devices()).isEmpty();

        nvml.show(L4);

        assertThat(gpus.read().devices()).hasSize(1);
    }

    @Test
    void asksNvidiaSmiWhereTheLibraryCanNotBeLoaded() throws Exception {
        program("case \"$1\" in\n"
                + "--query-gpu*) echo '0, GPU-1, NVIDIA L4, 23034, 5000, 18034, 8.9, [N/A]' ;;\n"
                + "*) echo '10, 3000, GPU-1'; echo '11, [N/A], GPU-1'; echo '12, 5, GPU-2' ;;\n"
                + "esac\n");

        GpuReading reading = open(new GpuPaths("libno-such-nvml.so.1", true, directory + ":/bin", directory, directory))
                .read();

        assertThat(reading.devices())
                .containsExactly(new GpuDevice(
                        0,
                        "GPU-1",
                        "NVIDIA L4",
                        new GpuMemory(
                                OptionalLong.of(23034L << 20),
                                OptionalLong.of(5000L << 20),
                                OptionalLong.of(18034L << 20),
                                OptionalLong.empty()),
                        Optional.of("8.9"),
                        OptionalInt.empty(),
                        List.of(
                                new GpuProcess(10, OptionalLong.of(3000L << 20)),
                                new GpuProcess(11, OptionalLong.empty())),
                        Optional.empty()));
    }

    @Test
    void leavesOutAFieldThatAnOlderNvidiaSmiDoesNotKnow() throws Exception {
        program("case \"$1\" in\n"
                + "*compute_cap*) echo 'Field \"compute_cap\" is not a valid field to query.'; exit 2 ;;\n"
                + "--query-gpu*) echo '0, GPU-1, Tesla K80, 11441, 5, 11436, 7' ;;\n"
                + "esac\n");

        GpuReading reading = asked();

        assertThat(reading.troubles()).isEmpty();
        GpuDevice device = reading.devices().get(0);
        assertThat(device.name()).isEqualTo("Tesla K80");
        assertThat(device.memory().totalBytes()).hasValue(11441L << 20);
        assertThat(device.computeCapability()).isEmpty();
        assertThat(device.utilizationPercent()).hasValue(7);
    }

    @Test
    void takesWhatComesWithAWarning() throws Exception {
        program("case \"$1\" in\n"
                + "--query-gpu*) echo '0, GPU-1, NVIDIA A30, 24576, 5, 24571, 8.0, 3'\n"
                + " echo 'WARNING: infoROM is corrupted at gpu 0000:3B:00.0' >&2; exit 14 ;;\n"
                + "*) echo '10, 3000, GPU-1'; exit 14 ;;\n"
                + "esac\n");

        GpuReading reading = asked();

        assertThat(reading.devices())
                .singleElement()
                .satisfies(device -> assertThat(device.processes()).hasSize(1));
        assertThat(reading.troubles())
                .containsExactly(
                        "nvidia-smi: WARNING: infoROM is corrupted at gpu 0000:3B:00.0",
                        "nvidia-smi does not tell all of who uses the GPUs: it ended with 14");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[GPU is lost]", "[GPU requires reset]", "ERR!", "[Unknown Error]"})
    void namesTheGpuThatIsNotWellAmongOthers(String words) throws Exception {
        program("case \"$1\" in\n"
                + "--query-gpu*) echo '0, GPU-1, NVIDIA L4, 23034, 5000, 18034, 8.9, 4'\n"
                + " echo '1, GPU-2, NVIDIA L4, 23034, " + words + ", " + words + ", 8.9, " + words + "'\n"
                + " echo '" + words + ", " + words + ", " + words + ", " + words + ", " + words + ", " + words + ", "
                + words
                + ", " + words + "' ;;\n"
                + "esac\n");

        List<GpuDevice> devices = asked().devices();

        assertThat(devices).extracting(GpuDevice::id).containsExactly("GPU-1", "GPU-2", "nvidia-2");
        assertThat(devices.get(0).trouble()).isEmpty();
        assertThat(devices.get(1).trouble().orElseThrow()).contains(words.replaceAll("[\\[\\]]", ""));
        assertThat(devices.get(1).memory().totalBytes()).isPresent();
        assertThat(devices.get(1).memory().usedBytes()).isEmpty();
    }

    @Test
    void usesTheOthersWhereOneGpuHasNoHandle() throws Exception {
        program("case \"$1\" in\n"
                + "--query-gpu*) echo '0, GPU-1, NVIDIA L4, 23034, 5000, 18034, 8.9, [N/A]'\n"
                + " echo 'Unable to determine the device handle for GPU1: 0000:0B:00.0: GPU is lost.'; exit 15 ;;\n"
                + "esac\n");

        GpuReading reading = asked();

        assertThat(reading.devices())
                .singleElement()
                .satisfies(device -> assertThat(device.trouble()).isEmpty());
        assertThat(reading.troubles()).singleElement().asString().contains("GPU is lost");
    }

    @Test
    void usesTheGpusWhereTheirProcessesAreNotTold() throws Exception {
        program("case \"$1\" in\n"
                + "--query-gpu*) echo '0, GPU-1, NVIDIA L4, 23034, [Insufficient Permissions], 18034, 8.9, [N/A]' ;;\n"
                + "*) echo 'Insufficient Permissions'; exit 4 ;;\n"
                + "esac\n");

        GpuReading reading = asked();

        assertThat(reading.devices())
                .singleElement()
                .satisfies(device -> assertThat(device.trouble()).isEmpty());
        assertThat(reading.troubles())
                .containsExactly("nvidia-smi does not tell all of who uses the GPUs: Insufficient Permissions");
    }

    @Test
    void saysInItsOwnWordsWhyNvidiaSmiTellsNothing() throws Exception {
        program("echo \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\"; exit 9\n");

        GpuReading reading = asked();

        assertThat(reading.devices()).isEmpty();
        assertThat(reading.troubles())
                .singleElement()
                .asString()
                .contains("couldn't communicate with the NVIDIA driver");
    }

    @Test
    void usesWhatAToolHasSaidThatHangs() throws Exception {
        program("case \"$1\" in\n"
                + "--query-gpu*) echo '0, GPU-1, NVIDIA L4, 23034, 5000, 18034, 8.9, 4' ;;\n"
                + "*) exec sleep 600 ;;\n"
                + "esac\n");
        Gpus gpus = new Gpus(
                new GpuPaths("libno-such-nvml.so.1", true, directory + ":/bin", directory, directory),
                Duration.ofSeconds(1));
        opened = Optional.of(gpus);

        GpuReading reading = gpus.read();

        assertThat(reading.devices()).hasSize(1);
        assertThat(reading.troubles()).singleElement().asString().contains("no answer within 1 s");
    }

    private GpuReading asked() {
        return open(new GpuPaths("libno-such-nvml.so.1", true, directory + ":/bin", directory, directory))
                .read();
    }

    @Test
    void endsAnNvidiaSmiThatHangs() throws Exception {
        program("exec sleep 600\n");
        Gpus gpus = new Gpus(
                new GpuPaths("libno-such-nvml.so.1", true, directory + ":/bin", directory, directory),
                Duration.ofMillis(300));
        opened = Optional.of(gpus);

        assertThat(gpus.read().troubles()).singleElement().asString().contains("no answer");
    }

    @Test
    void findsNothingWithoutAnErrorWhereThereIsNothing() throws IOException {
        Path nothing = directory.resolve("nothing");

        assertThat(open(new GpuPaths("libno-such-nvml.so.1", false, "", nothing, nothing))
                        .read())
                .isEqualTo(GpuReading.NONE);
    }

    private Gpus gpus(SimulatedNvml nvml) {
        return gpus(nvml, Duration.ofSeconds(30));
    }

    private Gpus gpus(SimulatedNvml nvml, Duration timeout) {
        Path nothing = directory.resolve("nothing");
        Gpus gpus = new Gpus(new GpuPaths(nvml.library().toString(), true, "", nothing, nothing), timeout);
        opened = Optional.of(gpus);
        return gpus;
    }

    private Gpus open(GpuPaths places) {
        Gpus gpus = new Gpus(places);
        opened = Optional.of(gpus);
        return gpus;
    }

    private void program(String script) throws IOException {
        Path program = directory.resolve("nvidia-smi");
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String[] with(String... more) {
        String[] lines = java.util.Arrays.copyOf(L4, L4.length + more.length);
        System.arraycopy(more, 0, lines, L4.length, more.length);
        return lines;
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time left").isNegative();
            Thread.onSpinWait();
        }
    }
}
