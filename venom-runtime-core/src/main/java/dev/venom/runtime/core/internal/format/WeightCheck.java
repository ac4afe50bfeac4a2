package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.format.Finding.Weight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks whether the files that should hold a model's weights are weights, and whole: by their headers, their first
 * bytes, their lengths. Of many files few are read; what a length tells is told of all.
 * Confined to one thread.
 */
final class WeightCheck {
    /** Too short for weights: a pointer, an error's page, a stub. Each is worth a look. */
    private static final long TINY_BYTES = 1_024;

    private static final int MOST_TINY = 32;
    private static final int MOST_UNKNOWN = 16;
    private static final byte[] ZIP_START = {'P', 'K', 3, 4};
    private static final byte[] ZIP_END = {'P', 'K', 5, 6};
    private static final int ZIP_TAIL_BYTES = 1_024;

    private final HeaderReads reads;
    private final int maxHeaders;
    private final GgufReader gguf = new GgufReader();
    private final SafetensorsReader safetensors = new SafetensorsReader(new PackedWeights(QuantizationScheme.NONE));
    private final Set<Finding> findings = new LinkedHashSet<>();

    /**
     * @param reads headers that were read already, and are not read again
     * @param maxHeaders with more files than this, only some are read
     */
    WeightCheck(HeaderReads reads, int maxHeaders) {
        this.reads = reads;
        this.maxHeaders = maxHeaders;
    }

    /**
     * Checks all files of a model.
     *
     * @param description what is known of the model
     * @param weights files that were recognised as its weights
     * @param files all its files
     * @param hints what its provider knows of names
     */
    Inspection inspection(
            ModelDescription description, WeightFiles weights, Collection<InspectableFile> files, FileHints hints) {
        Map<RelativePath, InspectableFile> headed = new LinkedHashMap<>();
        Stream.concat(weights.files().stream(), files.stream())
                .filter(file ->
                        isHeaded(file) || weights.isRead() && weights.files().contains(file))
                .forEach(file -> headed.putIfAbsent(file.path(), file));
        int read = checkHeaders(headed.values());
        List<InspectableFile> others = files.stream()
                .filter(file -> !headed.containsKey(file.path()))
                .filter(file -> hints.weights().contains(file.path()) || isPickle(file) && !hints.isUnknown(file))
                .toList();
        sample(others).forEach(this::checkFirstBytes);
        files.stream().filter(hints::isUnknown).filter(WeightCheck::isPickle).forEach(this::checkClaim);
        checkUnknown(files.stream()
                .filter(hints::isUnknown)
                .filter(file -> !headed.containsKey(file.path()) && !isPickle(file))
                .toList());
        return new Inspection(description, List.copyOf(findings), headed.size(), read);
    }

    private int checkHeaders(Collection<InspectableFile> headed) {
        int read = 0;
        int tiny = 0;
        for (InspectableFile file : headed) {
            tiny += isTiny(file) ? 1 : 0;
            boolean isWanted = headed.size() <= maxHeaders || isTiny(file) && tiny <= MOST_TINY;
            if (isWanted || reads.has(file)) {
                read += isRight(file) ? 1 : 0;
            }
        }
        return read;
    }

    private boolean isRight(InspectableFile file) {
        if (file.sizeBytes() == 0) {
            find(Weight.DAMAGE, file, ContentKind.EMPTY.words());
            return false;
        }
        HeaderReads.Outcome outcome = reads.outcome(isSafetensors(file) ? safetensors::read : gguf::read, file);
        if (outcome.damage().isPresent()) {
            find(
                    Weight.DAMAGE,
                    file,
                    kind(file)
                            .filter(ContentKind::isNoModel)
                            .map(ContentKind::words)
                            .orElseGet(() ->
                                    "is damaged: " + lowerFirst(outcome.damage().get())));
        } else if (outcome.failure().isPresent()) {
            find(
                    Weight.DOUBT,
                    file,
                    "could not be read: " + lowerFirst(outcome.failure().get().getMessage()));
        } else {
            checkContent(file, outcome.header().orElseThrow());
        }
        return outcome.isRead();
    }

    private void checkContent(InspectableFile file, Object header) {
        if (header instanceof GgufHeader read) {
            boolean isPart = PartName.isOne(file.path());
            if (read.tensorCount() == 0 && !isPart) {
                find(Weight.DOUBT, file, "holds no tensors");
            }
            if (read.parts().orElse(1) > 1 && !isPart) {
                find(Weight.DAMAGE, file, "is one of " + read.parts().getAsLong() + " parts, and not named like one");
            }
        } else if (header instanceof SafetensorsHeader read
                && read.parametersByType().isEmpty()) {
            find(Weight.DOUBT, file, "holds no tensors");
        }
    }

    private void checkFirstBytes(InspectableFile file) {
        Optional<byte[]> first = bytes(file, 0, ContentKind.LENGTH);
        ContentKind kind = first.map(ContentKind::of).orElse(ContentKind.OTHER);
        if (kind.isNoModel()) {
            find(Weight.DAMAGE, file, kind.words());
        } else if (first.filter(bytes -> startsWith(bytes, ZIP_START)).isPresent() && !hasZipEnd(file)) {
            find(Weight.DOUBT, file, "has no end of an archive, and may be cut off");
        }
    }

    /** By its name it holds Python objects; only its first bytes may say otherwise. */
    private void checkClaim(InspectableFile file) {
        ContentKind kind = kind(file).orElse(ContentKind.OTHER);
        if (kind != ContentKind.CTRANSLATE2) {
            ContentKind told = kind.runsCode() ? kind : ContentKind.PICKLE;
            find(Weight.CODE, file, told.words());
        }
    }

    private void checkUnknown(List<InspectableFile> unknown) {
        unknown.stream()
                .filter(file -> file.sizeBytes() > 0)
                .limit(MOST_UNKNOWN)
                .forEach(file -> {
                    Optional<ContentKind> kind = kind(file);
                    if (kind.filter(ContentKind::runsCode).isPresent()) {
                        find(Weight.CODE, file, kind.get().words());
                    } else if (kind.filter(ContentKind::isNoModel).isPresent()) {
                        find(Weight.DOUBT, file, kind.get().words());
                    }
                });
        if (unknown.size() > MOST_UNKNOWN) {
            find(Weight.DOUBT, (unknown.size() - MOST_UNKNOWN) + " files of unknown kinds were not looked at");
        }
    }

    private boolean hasZipEnd(InspectableFile file) {
        int length = (int) Math.min(file.sizeBytes(), ZIP_TAIL_BYTES);
        return bytes(file, file.sizeBytes() - length, length)
                .filter(tail -> contains(tail, ZIP_END))
                .isPresent();
    }

    private Optional<ContentKind> kind(InspectableFile file) {
        return bytes(file, 0, ContentKind.LENGTH).map(ContentKind::of);
    }

    /** A part of a file; empty, and told, where it can't be had. */
    private Optional<byte[]> bytes(InspectableFile file, long offset, int length) {
        int available = (int) Math.min(length, file.sizeBytes() - offset);
        if (available <= 0) {
            return Optional.of(new byte[0]);
        }
        try {
            return Optional.of(file.bytes().read(offset, available));
        } catch (IOException unreadable) {
            find(Weight.DOUBT, file, "could not be read: " + lowerFirst(unreadable.getMessage()));
            return Optional.empty();
        }
    }

    /** The largest stands for its kind; what is tiny stands for nothing. */
    private static List<InspectableFile> sample(List<InspectableFile> files) {
        List<InspectableFile> sample = new ArrayList<>();
        files.stream().max(Comparator.comparingLong(InspectableFile::sizeBytes)).ifPresent(sample::add);
        files.stream()
                .filter(WeightCheck::isTiny)
                .filter(file -> !sample.contains(file))
                .limit(MOST_TINY)
                .forEach(sample::add);
        return sample;
    }

    private static boolean isTiny(InspectableFile file) {
        return file.sizeBytes() < TINY_BYTES;
    }

    private static boolean isHeaded(InspectableFile file) {
        return isSafetensors(file) || WeightFiles.extension(file).equals("gguf");
    }

    private static boolean isSafetensors(InspectableFile file) {
        return WeightFiles.extension(file).equals("safetensors");
    }

    private static boolean isPickle(InspectableFile file) {
        return WeightFiles.PICKLES.contains(WeightFiles.extension(file));
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int at = bytes.length - part.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private void find(Weight weight, InspectableFile file, String what) {
        find(weight, file.path() + " " + what);
    }

    private void find(Weight weight, String text) {
        findings.add(new Finding(weight, text));
    }

    private static String lowerFirst(String sentence) {
        String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return bare.isEmpty() ? bare : bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
    }
}
