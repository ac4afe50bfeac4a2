package dev.venom.runtime.core.internal.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Describes models by what their files say of themselves. What can't be read is left unknown: an inspection
 * never fails an install. Immutable and thread-safe.
 */
public final class ModelInspector {
    private static final int REMOTE_HEADERS = 8;
    private static final int LOCAL_HEADERS = 4_096;

    private final GgufInspection gguf;
    private final SafetensorsInspection safetensors;
    private final int maxHeaders;

    private ModelInspector(int maxHeaders) {
        this.maxHeaders = maxHeaders;
        gguf = new GgufInspection(maxHeaders);
        safetensors = new SafetensorsInspection(maxHeaders);
    }

    /**
     * An inspector that asks for little: where a model has many weight files, the first stands for all.
     *
     * @return the inspector
     */
    public static ModelInspector ofRemoteFiles() {
        return new ModelInspector(REMOTE_HEADERS);
    }

    /**
     * An inspector that reads every header.
     *
     * @return the inspector
     */
    public static ModelInspector ofLocalFiles() {
        return new ModelInspector(LOCAL_HEADERS);
    }

    /**
     * Describes a model.
     *
     * @param files all its files
     * @return what they say; unknown parts stay empty
     * @throws dev.venom.runtime.api.error.VenomException CANCELLED if the operation has to end
     */
    public ModelDescription describe(Collection<InspectableFile> files) {
        return describe(files, weights(files), new HeaderReads());
    }

    /**
     * Describes a model, and checks whether its files are what they seem to be.
     *
     * @param files all its files
     * @param hints what its provider knows of their names
     * @return what they say, and what is wrong with them
     * @throws dev.venom.runtime.api.error.VenomException CANCELLED if the operation has to end
     */
    public Inspection inspect(Collection<InspectableFile> files, FileHints hints) {
        WeightFiles weights = weights(files);
        HeaderReads reads = new HeaderReads();
        ModelDescription description = describe(files, weights, reads);
        return new WeightCheck(reads, maxHeaders).inspection(description, weights, files, hints);
    }

    private ModelDescription describe(Collection<InspectableFile> files, WeightFiles weights, HeaderReads reads) {
        if (weights.format() == ModelFormat.GGUF) {
            return gguf.describe(weights, reads);
        }
        ModelConfiguration configuration = configuration(files);
        return weights.format() == ModelFormat.SAFETENSORS
                ? safetensors.describe(weights, configuration, reads)
                : SafetensorsInspection.describe(weights, configuration, WeightSummary.UNKNOWN);
    }

    /**
     * How much of a model are its weights.
     *
     * @param files all its files
     * @return bytes of the files that hold them; 0 where none was recognised
     */
    public long weightBytes(Collection<InspectableFile> files) {
        return weights(files).sizeBytes();
    }

    /** A daemon's store names files by their digests: there only the first bytes tell. */
    private WeightFiles weights(Collection<InspectableFile> files) {
        WeightFiles named = WeightFiles.of(files);
        if (named.files().size() == 1 && isOfCTranslate2(named.files().get(0))) {
            return new WeightFiles(ModelFormat.OTHER, named.files());
        }
        if (named.format() != ModelFormat.OTHER) {
            return named;
        }
        return files.stream()
                .filter(file -> file.path().fileName().indexOf('.') < 0)
                .max(Comparator.comparingLong(InspectableFile::sizeBytes))
                .filter(gguf::recognises)
                .map(file -> new WeightFiles(ModelFormat.GGUF, List.of(file)))
                .orElse(named);
    }

    /** Its name is one of Python objects. */
    private static boolean isOfCTranslate2(InspectableFile file) {
        try {
            return file.path().fileName().equals("model.bin")
                    && file.sizeBytes() >= ContentKind.LENGTH
                    && ContentKind.of(file.bytes().read(0, ContentKind.LENGTH)) == ContentKind.CTRANSLATE2;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static ModelConfiguration configuration(Collection<InspectableFile> files) {
        ModelConfiguration main =
                read(files, "config.json", ModelConfiguration::of).orElse(ModelConfiguration.UNKNOWN);
        if (main.quantization().method().isPresent()) {
            return main;
        }
        return read(files, "quantize_config.json", QuantizationScheme::ofQuantizeConfig)
                .or(() -> read(files, "hf_quant_config.json", QuantizationScheme::ofModelOpt))
                .map(main::with)
                .orElse(main);
    }

    private static <T> Optional<T> read(Collection<InspectableFile> files, String name, Function<JsonNode, T> meaning) {
        return files.stream()
                .filter(file -> file.path().text().equals(name))
                .findFirst()
                .flatMap(file -> new HeaderReads().header(ModelConfiguration::json, file))
                .map(meaning);
    }
}
