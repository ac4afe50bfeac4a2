package dev.venom.runtime.provider.ollama.internal.name;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a model, {@code [host/][namespace/]model[:tag]}, in the grammar of Ollama's {@code
 * types/model/name.go}. The parts become directories of the store, so nothing else may pass. Immutable.
 *
 * @param host registry, perhaps with a port
 * @param namespace whose model it is
 * @param model its name there
 * @param tag which variant
 */
public record ModelName(String host, String namespace, String model, String tag) {
    /** The registry that is meant where none is named. */
    public static final String DEFAULT_HOST = "registry.ollama.ai";

    private static final String DEFAULT_NAMESPACE = "library";
    private static final String DEFAULT_TAG = "latest";
    private static final List<String> HUGGING_FACE = List.of("hf.co", "huggingface.co");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,79}");
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}");
    private static final int MOST_PARTS = 3;

    /** Checks every part. */
    public ModelName {
        boolean isName = HOST.matcher(host).matches()
                && NAMESPACE.matcher(namespace).matches()
                && MODEL.matcher(model).matches()
                && MODEL.matcher(tag).matches();
        if (!isName) {
            throw malformed(host + "/" + namespace + "/" + model + ":" + tag);
        }
    }

    /**
     * Reads a name and fills in what it leaves out.
     *
     * @param text what was typed
     * @return the name
     * @throws VenomException INVALID_REQUEST if it is none
     */
    public static ModelName parse(String text) {
        String bare = withoutScheme(text);
        int slash = bare.lastIndexOf('/');
        int colon = bare.lastIndexOf(':');
        String tag = colon > slash ? bare.substring(colon + 1) : DEFAULT_TAG;
        String path = colon > slash ? bare.substring(0, colon) : bare;
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() > MOST_PARTS) {
            throw malformed(text);
        }
        String model = parts.get(parts.size() - 1);
        String namespace = parts.size() > 1 ? parts.get(parts.size() - 2) : DEFAULT_NAMESPACE;
        String host = parts.size() == MOST_PARTS ? parts.get(0) : DEFAULT_HOST;
        try {
            return new ModelName(host, namespace, model, tag);
        } catch (VenomException ofAPart) {
            throw malformed(text);
        }
    }

    /**
     * Whether four directories of a store are a name.
     *
     * @param host the first
     * @param namespace the second
     * @param model the third
     * @param tag the file's name
     * @return true if they are
     */
    public static boolean isName(String host, String namespace, String model, String tag) {
        return HOST.matcher(host).matches()
                && NAMESPACE.matcher(namespace).matches()
                && MODEL.matcher(model).matches()
                && MODEL.matcher(tag).matches();
    }

    /**
     * The name as Ollama shows it: host and namespace only where they are not the default, the tag always.
     *
     * @return such as {@code gemma3:270m}
     */
    public String shortText() {
        if (!host.equalsIgnoreCase(DEFAULT_HOST)) {
            return host + "/" + namespace + "/" + model + ":" + tag;
        }
        return (namespace.equalsIgnoreCase(DEFAULT_NAMESPACE) ? "" : namespace + "/") + model + ":" + tag;
    }

    /**
     * The name in full, under another registry.
     *
     * @param otherHost the registry
     * @return all four parts
     */
    public String textAt(String otherHost) {
        return otherHost + "/" + namespace + "/" + model + ":" + tag;
    }

    /**
     * Whether it is meant for the registry that is used where none is named.
     *
     * @return true for the default host
     */
    public boolean isOfDefaultHost() {
        return host.equalsIgnoreCase(DEFAULT_HOST);
    }

    /**
     * Whether it is a repository of the Hugging Face Hub.
     *
     * @return true for {@code hf.co} and {@code huggingface.co}
     */
    public boolean isOfHuggingFace() {
        return HUGGING_FACE.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether the model runs on ollama.com: a pull would bring a stub without weights.
     *
     * @return true for the tag {@code cloud} and tags that end so
     */
    public boolean isCloud() {
        String lower = tag.toLowerCase(Locale.ROOT);
        return lower.equals("cloud") || lower.endsWith("-cloud");
    }

    /**
     * Whether another spelling means the same model: the daemon compares without regard to case.
     *
     * @param other another name
     * @return true if they differ in case at most
     */
    public boolean means(ModelName other) {
        return textAt(host).equalsIgnoreCase(other.textAt(other.host));
    }

    @Override
    public String toString() {
        return shortText();
    }

    private static String withoutScheme(String text) {
        int scheme = text.indexOf("://");
        return scheme < 0 ? text : text.substring(scheme + "://".length());
    }

    private static VenomException malformed(String text) {
        String shown = text.length() > 120 ? text.substring(0, 120) + "..." : text;
        return new VenomException(
                ErrorCode.INVALID_REQUEST,
                "'" + shown.replaceAll("[^\\x20-\\x7e]", "?") + "' is not the name of an Ollama model.",
                "Write [host/][namespace/]model[:tag], for instance gemma3:270m or hf.co/org/model:Q4_K_M.");
    }
}
