package dev.venom.runtime.provider.ollama.internal.catalogue;

import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.Library;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryTag;
import dev.venom.runtime.provider.ollama.internal.catalogue.page.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns models of the library into listings, one for each variant. */
final class Listings {
    private static final String PROVIDER = "ollama";
    private static final LibraryTag LATEST = LibraryTag.named("latest");
    private static final Pattern QUANTIZATION = Pattern.compile(
            ".*(?:^|[-_])((?:i?q\\d|fp16|f16|bf16|f32|mxfp4|nvfp4)[a-z0-9_]*)", Pattern.CASE_INSENSITIVE);

    private Listings() {}

    static List<ModelListing> of(Library library) {
        List<ModelListing> listings = new ArrayList<>();
        for (LibraryModel model : library.models()) {
            List<LibraryTag> tags = model.tags().isEmpty() ? List.of(LATEST) : model.tags();
            tags.forEach(tag -> listings.add(listing(model, tag)));
        }
        return listings;
    }

    private static ModelListing listing(LibraryModel model, LibraryTag tag) {
        return new ModelListing(
                ModelRef.of(PROVIDER, model.name() + ":" + tag.tag()),
                model.pulls(),
                tag.sizeBytes(),
                description(tag),
                false,
                model.capabilities(),
                model.summary());
    }

    private static ModelDescription description(LibraryTag tag) {
        return new ModelDescription(
                ModelFormat.GGUF,
                quantization(tag.tag()),
                parameters(tag.tag()),
                tag.contextLength(),
                List.of(),
                Optional.empty(),
                Hardware.UNKNOWN,
                Optional.empty());
    }

    private static Optional<String> quantization(String tag) {
        Matcher quantization = QUANTIZATION.matcher(tag);
        return quantization.matches()
                ? Optional.of(quantization.group(1).toUpperCase(Locale.ROOT).replace("FP16", "F16"))
                : Optional.empty();
    }

    private static OptionalLong parameters(String tag) {
        int dash = tag.indexOf('-');
        return Figures.parameters(dash < 0 ? tag : tag.substring(0, dash));
    }
}
