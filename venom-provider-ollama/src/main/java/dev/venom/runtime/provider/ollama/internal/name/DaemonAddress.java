package dev.venom.runtime.provider.ollama.internal.name;

import dev.venom.runtime.spi.Settings;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a daemon answers, from {@code OLLAMA_HOST} in any form that the real client takes (Ollama's {@code
 * envconfig.Host}): {@code [scheme://]host[:port][/path]}, also a bare port or an address in brackets. Immutable.
 *
 * @param base scheme, host and port, and the path where a proxy adds one; without a slash at its end
 */
public record DaemonAddress(URI base) {
    private static final String VARIABLE = "OLLAMA_HOST";
    private static final int DEFAULT_PORT = 11_434;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*):([^:]*)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9]+)?");
    private static final Pattern EVERY_ADDRESS = Pattern.compile("|0\\.0\\.0\\.0|::|0:0:0:0:0:0:0:0");

    /**
     * The address that is configured.
     *
     * @param settings the host's configuration
     * @return the address; the local default where none is set
     */
    public static DaemonAddress of(Settings settings) {
        return parse(settings.value(VARIABLE).orElse(""));
    }

    /**
     * Reads a value of {@code OLLAMA_HOST}; what makes no sense in it is replaced by the default, as the client does.
     *
     * @param value the variable's value
     * @return the address for a client
     */
    public static DaemonAddress parse(String value) {
        String text = value.strip().replaceAll("^[\"']+|[\"']+$", "").strip();
        int mark = text.indexOf("://");
        String scheme = mark < 0 ? "http" : text.substring(0, mark);
        String rest = mark < 0 ? text : text.substring(mark + "://".length());
        int defaultPort = mark < 0 ? DEFAULT_PORT : defaultPort(scheme);
        if (mark < 0 && rest.equals("ollama.com")) {
            return new DaemonAddress(URI.create("https://ollama.com:443"));
        }
        int slash = rest.indexOf('/');
        String hostAndPort = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash).replaceAll("/+$", "");
        Matcher split = WITH_PORT.matcher(hostAndPort);
        boolean hasPort = split.matches();
        String host = forClients(hasPort ? split.group(1) : hostAndPort);
        int port = hasPort ? port(split.group(2), defaultPort) : defaultPort;
        return new DaemonAddress(
                URI.create((scheme.equalsIgnoreCase("https") ? "https" : "http") + "://" + host + ":" + port + path));
    }

    /**
     * The address of a call.
     *
     * @param path such as {@code /api/tags}
     * @return an absolute address
     */
    public URI at(String path) {
        return URI.create(base + path);
    }

    /**
     * Whether the daemon is on this host.
     *
     * @return true for a loopback address
     */
    public boolean isLocal() {
        String host = base.getHost().replaceAll("[\\[\\]]", "");
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /**
     * The port.
     *
     * @return the port, never absent
     */
    public int port() {
        return base.getPort();
    }

    @Override
    public String toString() {
        return base.toString();
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> DEFAULT_PORT;
        };
    }

    /** A server may listen on every address; a client speaks to one. */
    private static String forClients(String host) {
        String bare = host.replaceAll("^\\[|\\]$", "");
        if (EVERY_ADDRESS.matcher(bare).matches()) {
            return "127.0.0.1";
        }
        if (IP_V6.matcher(bare).matches()) {
            return "[" + bare.replaceAll("%.*", "") + "]";
        }
        return HOST.matcher(bare).matches() ? bare : "127.0.0.1";
    }

    private static int port(String text, int defaultPort) {
        try {
            int port = Integer.parseInt(text);
            return port < 0 || port > HIGHEST_PORT ? defaultPort : port;
        } catch (NumberFormatException notANumber) {
            return defaultPort;
        }
    }
}
