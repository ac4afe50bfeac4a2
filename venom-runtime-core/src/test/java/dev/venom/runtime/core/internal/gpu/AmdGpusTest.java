package dev.venom.runtime.core.internal.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmdGpusTest {
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    Path directory;

    @Test
    void readsACardWithWhoUsesIt() throws IOException {
        card("card1", "0000:03:00.0", "0x1002", 16 * GIBIBYTE, 4 * GIBIBYTE, 32 * GIBIBYTE, GIBIBYTE);
        write(directory.resolve("devices/0000:03:00.0/product_name"), "AMD Instinct\n");
        write(directory.resolve("devices/0000:03:00.0/gpu_busy_percent"), "37\n");
        process(10, "0000:03:00.0", "drm-memory-vram:\t2048 KiB");
        process(11, "0000:99:00.0", "drm-memory-vram:\t4096 KiB");

        assertThat(read().devices())
                .containsExactly(new GpuDevice(
                        0,
                        "0000:03:00.0",
                        "AMD Instinct",
                        GpuMemory.of(16 * GIBIBYTE, 4 * GIBIBYTE, 12 * GIBIBYTE, OptionalLong.empty()),
                        Optional.empty(),
                        OptionalInt.of(37),
                        List.of(new GpuProcess(10, OptionalLong.of(2048 * 1024))),
                        Optional.empty()));
    }

    @Test
    void countsTheSharedMemoryOfAGpuThatHasNoneOfItsOwn() throws IOException {
        card("card0", "0000:05:00.0", "0x1002", GIBIBYTE / 2, GIBIBYTE / 4, 12 * GIBIBYTE, GIBIBYTE);

        GpuMemory memory = read().devices().get(0).memory();

        assertThat(memory.totalBytes()).isEqualTo(OptionalLong.of(12 * GIBIBYTE + GIBIBYTE / 2));
        assertThat(memory.usedBytes()).isEqualTo(OptionalLong.of(GIBIBYTE + GIBIBYTE / 4));
    }

    @Test
    void countsAClientOnceThatHasSeveralDescriptors() throws IOException {
        card("card0", "0000:03:00.0", "0x1002", 16 * GIBIBYTE, 0, 0, 0);
        process(10, "0000:03:00.0", "drm-client-id:\t7\ndrm-resident-vram:\t1024 KiB");
        descriptor(10, 6, "0000:03:00.0", "drm-client-id:\t7\ndrm-resident-vram:\t1024 KiB");
        descriptor(10, 7, "0000:03:00.0", "drm-client-id:\t8\ndrm-resident-vram:\t512 KiB");

        assertThat(read().devices().get(0).processes())
                .containsExactly(new GpuProcess(10, OptionalLong.of(1536 * 1024)));
    }

    @Test
    void passesByOtherVendorsAndConnectors() throws IOException {
        card("card0", "0000:01:00.0", "0x10de", 16 * GIBIBYTE, 0, 0, 0);
        card("card1-eDP-1", "0000:02:00.0", "0x1002", 16 * GIBIBYTE, 0, 0, 0);

        assertThat(read()).isEqualTo(GpuReading.NONE);
    }

    @Test
    void namesACardThatDoesNotTellItsMemory() throws IOException {
        card("card0", "0000:03:00.0", "0x1002", 16 * GIBIBYTE, GIBIBYTE, 0, 0);
        card("card1", "0000:04:00.0", "0x1002", 16 * GIBIBYTE, GIBIBYTE, 0, 0);
        write(directory.resolve("devices/0000:04:00.0/mem_info_vram_total"), "\n");
        Files.delete(directory.resolve("devices/0000:03:00.0/mem_info_vram_used"));

        List<GpuDevice> devices = read().devices();

        assertThat(devices).extracting(GpuDevice::id).containsExactly("0000:03:00.0", "0000:04:00.0");
        assertThat(devices.get(0).memory().totalBytes()).hasValue(16 * GIBIBYTE);
        assertThat(devices.get(0).memory().usedBytes())
                .as("not told is not nothing")
                .isEmpty();
        assertThat(devices.get(0).trouble()).isEmpty();
        assertThat(devices.get(1).trouble().orElseThrow()).contains("can't be read");
    }

    @Test
    void ordersCardsByNumber() throws IOException {
        for (int card : new int[] {10, 2, 0}) {
            card("card" + card, "0000:0" + card + ":00.0", "0x1002", 16 * GIBIBYTE, 0, 0, 0);
        }

        assertThat(read().devices())
                .extracting(GpuDevice::id)
                .containsExactly("0000:00:00.0", "0000:02:00.0", "0000:010:00.0");
    }

    private GpuReading read() {
        GpuPaths places = new GpuPaths("none", false, "", directory.resolve("drm"), directory.resolve("proc"));
        try (Gpus gpus = new Gpus(places)) {
            return gpus.read();
        }
    }

    private void card(String name, String address, String vendor, long total, long used, long gttTotal, long gttUsed)
            throws IOException {
        Path device = directory.resolve("devices").resolve(address);
        write(device.resolve("vendor"), vendor + "\n");
        write(device.resolve("device"), "0x744c\n");
        write(device.resolve("mem_info_vram_total"), total + "\n");
        write(device.resolve("mem_info_vram_used"), used + "\n");
        write(device.resolve("mem_info_gtt_total"), gttTotal + "\n");
        write(device.resolve("mem_info_gtt_used"), gttUsed + "\n");
        Path card = directory.resolve("drm").resolve(name);
        Files.createDirectories(card);
        Files.createSymbolicLink(card.resolve("device"), device);
    }

    private void process(int pid, String address, String lines) throws IOException {
        descriptor(pid, 5, address, lines);
    }

    private void descriptor(int pid, int number, String address, String lines) throws IOException {
        Path process = directory.resolve("proc").resolve(Integer.toString(pid));
        Files.createDirectories(process.resolve("fd"));
        Files.createSymbolicLink(
                process.resolve("fd").resolve(Integer.toString(number)), Path.of("/dev/dri/renderD128"));
        write(
                process.resolve("fdinfo").resolve(Integer.toString(number)),
                "pos:\t0\ndrm-driver:\tamdgpu\ndrm-pdev:\t" + address + "\n" + lines + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
