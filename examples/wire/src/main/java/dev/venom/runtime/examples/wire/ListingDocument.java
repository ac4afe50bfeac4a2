package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Models that can be had: what a search or a catalogue found, and which of it is here already. */
public final class ListingDocument {
    private ListingDocument() {}

    /**
     * What was found.
     *
     * @param listings models that can be had
     * @param installed models of this host
     * @return {@code {"models":[...]}}
     */
    public static String of(List<ModelListing> listings, Collection<InstalledModel> installed) {
        Set<String> here = usable(installed);
        return JsonLine.begin()
                .objects("models", listings, (line, listing) -> write(line, listing, here))
                .end();
    }

    /**
     * A catalogue, or the part of it that was asked for.
     *
     * @param catalogue models that can be had
     * @param installed models of this host
     * @return {@code {"models":[...],"source","fetched_at","stale","warnings":[]}}
     */
    public static String of(Catalogue catalogue, Collection<InstalledModel> installed) {
        Set<String> here = usable(installed);
        return JsonLine.begin()
                .objects("models", catalogue.models(), (line, listing) -> write(line, listing, here))
                .text("source", catalogue.source())
                .time("fetched_at", catalogue.fetchedAt())
                .flag("stale", catalogue.stale())
                .texts("warnings", catalogue.warnings())
                .end();
    }

    private static Set<String> usable(Collection<InstalledModel> installed) {
        Set<String> names = new HashSet<>();
        for (InstalledModel model : installed) {
            if (model.state() == InstallState.COMPLETE) {
                names.add(identity(model.ref()));
            }
        }
        return names;
    }

    /** Hub and registry take names that differ in case for the same. */
    private static String identity(ModelRef ref) {
        return (ref.provider() + ":" + ref.name()).toLowerCase(Locale.ROOT);
    }

    private static void write(JsonLine line, ModelListing listing, Set<String> here) {
        ModelDocuments.writeRef(line, listing.ref());
        line.flag("installed", here.contains(identity(listing.ref())))
                .number("downloads", listing.downloads())
                .number("size_bytes", listing.sizeBytes())
                .flag("gated", listing.gated())
                .texts("tags", listing.tags())
                .text("summary", listing.summary());
        ModelDocuments.writeDescription(line, listing.description());
    }
}
