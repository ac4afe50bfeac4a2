package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Searches the Hub, most downloaded first. Thread-safe. */
public final class HubSearch {
    private static final long LARGEST_PAGE_BYTES = 8L << 20;
    private static final List<String> PROPERTIES =
            List.of("downloads", "gated", "tags", "safetensors", "gguf", "config");
    private static final Map<String, String> APPS =
            Map.of("vllm", "vllm", "ollama", "ollama", "openai", "llama.cpp", "llama.cpp", "llama.cpp");

    private final HubAccess access;
    private final Transport transport;

    /**
     * A search at one Hub.
     *
     * @param access the Hub and the token
     * @param transport sends the calls
     */
    public HubSearch(HubAccess access, Transport transport) {
        this.access = access;
        this.transport = transport;
    }

    /**
     * Searches.
     *
     * @param request what to look for
     * @param provider id under which the models can be asked for
     * @return at most as many as asked for
     */
    public List<ModelListing> find(SearchRequest request, String provider) {
        List<ModelListing> found = new ArrayList<>();
        Pages pages = new Pages(access.endpoint());
        Optional<URI> page = Optional.of(access.endpoint().models(query(request)));
        while (page.isPresent() && found.size() < request.limit()) {
            HttpReply reply = get(page.get());
            read(reply, provider, found);
            page = after(pages, page.get(), reply);
        }
        return List.copyOf(found.subList(0, Math.min(found.size(), request.limit())));
    }

    private Optional<URI> after(Pages pages, URI page, HttpReply reply) {
        try {
            return pages.after(page, reply.head());
        } catch (UnfinishedListingException unfinished) {
            throw new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    "The list of models at " + access.endpoint() + " " + unfinished.getMessage() + ".",
                    "Try again; if it lasts, check HF_ENDPOINT, or ask for fewer models.");
        }
    }

    /** Asks for one model, to see whether a Hub answers. */
    void ping() {
        read(get(access.endpoint().models("limit=1")), "hf", new ArrayList<>());
    }

    private static String query(SearchRequest request) {
        StringJoiner query = new StringJoiner("&");
        if (!request.text().isBlank()) {
            query.add("search=" + PercentEncoding.segment(request.text().strip()));
        }
        request.runtime().map(APPS::get).ifPresent(app -> query.add("apps=" + app));
        query.add("sort=downloads").add("limit=" + request.limit());
        PROPERTIES.forEach(property -> query.add("expand=" + property));
        return query.toString();
    }

    private HttpReply get(URI address) {
        HttpReply reply =
                transport.send(access.authorized(HttpCall.get(address).withMaxReplyBytes(LARGEST_PAGE_BYTES)));
        if (!reply.head().isSuccess()) {
            VenomException refusal = reply.head().status() == 401
                    ? HubErrors.badToken(access)
                    : notAHub("status " + reply.head().status());
            throw HubErrorText.beside(refusal, reply.head(), HubReplies.excerpt(reply), access);
        }
        return reply;
    }

    private void read(HttpReply reply, String provider, List<ModelListing> found) {
        try {
            Json.objects(reply.body(), json -> {
                RepoDescription model = RepoDescription.of(json);
                // an id that is none could not be asked for; the rest of the page is still of use
                if (RepoId.isValid(model.id())) {
                    found.add(listing(model, provider));
                }
            });
        } catch (MalformedJsonException notJson) {
            throw notAHub("something other than JSON");
        }
    }

    private static ModelListing listing(RepoDescription model, String provider) {
        RepoInfo info = model.info();
        ModelDescription description = new ModelDescription(
                format(model.tags()),
                info.quantization(),
                info.parameters(),
                info.contextLength(),
                info.architectures(),
                info.license(),
                Hardware.UNKNOWN,
                Optional.empty());
        return new ModelListing(
                ModelRef.of(provider, model.id()),
                model.downloads(),
                model.weightBytes(),
                description,
                info.gated(),
                model.tags(),
                Optional.empty());
    }

    private static ModelFormat format(List<String> tags) {
        if (tags.contains("safetensors")) {
            return ModelFormat.SAFETENSORS;
        }
        return tags.contains("gguf") ? ModelFormat.GGUF : ModelFormat.OTHER;
    }

    private VenomException notAHub(String what) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The search at " + access.endpoint() + " was answered with " + what + ".",
                "Check HF_ENDPOINT, the proxy, and whether this network asks for a login.");
    }
}
