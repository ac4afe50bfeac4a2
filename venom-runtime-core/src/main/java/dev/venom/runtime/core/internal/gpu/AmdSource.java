package dev.venom.runtime.core.internal.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads AMD GPUs from what amdgpu writes below {@code /sys/class/drm} (Linux documentation, gpu/amdgpu, misc).
 * Immutable.
 *
 * @param root {@code /sys/class/drm}
 * @param processes finds who uses them
 */
record AmdSource(Path root, DrmProcesses processes) {
    private static final String VENDOR = "0x1002";
    /** A GPU that shares the host's memory has a small part of it set aside and takes the rest as it needs. */
    private static final long LARGEST_SET_ASIDE = 4L << 30;

    GpuReading read() {
        List<GpuDevice> devices = new ArrayList<>();
        for (Path card : cards()) {
            Path device = card.resolve("device");
            if (text(device.resolve("vendor")).filter(VENDOR::equals).isPresent()
                    && Files.exists(device.resolve("mem_info_vram_total"))) {
                devices.add(read(devices.size(), device));
            }
        }
        return new GpuReading(devices, List.of());
    }

    private GpuDevice read(int index, Path device) {
        String address = realName(device);
        OptionalLong busy = number(device.resolve("gpu_busy_percent"));
        return new GpuDevice(
                index,
                address,
                text(device.resolve("product_name"))
                        .filter(name -> !name.isEmpty())
                        .orElse("AMD GPU " + text(device.resolve("device")).orElse("")),
                memory(device),
                Optional.empty(),
                busy.isPresent() ? OptionalInt.of((int) busy.getAsLong()) : OptionalInt.empty(),
                processes.on(address),
                trouble(device));
    }

    /** A device that is being reset, or is gone, has its files and reads none of them. */
    private static Optional<String> trouble(Path device) {
        return number(device.resolve("mem_info_vram_total")).isPresent()
                ? Optional.empty()
                : Optional.of("its memory can't be read: it may need a reset");
    }

    private static GpuMemory memory(Path device) {
        OptionalLong total = number(device.resolve("mem_info_vram_total"));
        OptionalLong used = number(device.resolve("mem_info_vram_used"));
        OptionalLong sharedTotal = number(device.resolve("mem_info_gtt_total"));
        boolean isShared = total.isPresent()
                && total.getAsLong() <= LARGEST_SET_ASIDE
                && sharedTotal.orElse(0) > total.getAsLong();
        return isShared
                ? memory(sum(total, sharedTotal), sum(used, number(device.resolve("mem_info_gtt_used"))))
                : memory(total, used);
    }

    private static GpuMemory memory(OptionalLong total, OptionalLong used) {
        OptionalLong free = total.isPresent() && used.isPresent()
                ? OptionalLong.of(Math.max(0, total.getAsLong() - used.getAsLong()))
                : OptionalLong.empty();
        return new GpuMemory(total, used, free, OptionalLong.empty());
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? OptionalLong.of(one.getAsLong() + other.orElse(0)) : one;
    }

    /** Cards in order, without their connectors such as {@code card0-eDP-1}. */
    private List<Path> cards() {
        List<Path> cards = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                root, entry -> String.valueOf(entry.getFileName()).matches("card\\d+"))) {
            entries.forEach(cards::add);
        } catch (IOException | DirectoryIteratorException none) {
            return List.of();
        }
        cards.sort(Comparator.comparingInt(AmdSource::position));
        return cards;
    }

    private static int position(Path card) {
        return Integer.parseInt(String.valueOf(card.getFileName()).substring("card".length()));
    }

    private static String realName(Path device) {
        try {
            return String.valueOf(device.toRealPath().getFileName());
        } catch (IOException gone) {
            return device.toString();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(Path file) {
        return text(file)
                .filter(digits -> digits.matches("\\d{1,18}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }
}
