package dev.venom.runtime.provider.ollama.internal.name;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.WebAddress;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a daemon answers, from {@code OLLAMA_HOST} in any form that the real client takes (Ollama's {@code
 * envconfig.Host}): {@code [scheme://]host[:port][/path]}, also {@code :port} alone or an address in brackets. Immutable.
 *
 * @param base scheme, host and port, and the path where a proxy adds one; without a slash at its end
 */
public record DaemonAddress(URI base) {
    private static final String VARIABLE = "OLLAMA_HOST";
    private static final String EXAMPLE = "127.0.0.1:11434";
    private static final int DEFAULT_PORT = 11_434;
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*):([^:]*)");
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.-]+)?");
    private static final Pattern EVERY_ADDRESS = Pattern.compile("|0\\.0\\.0\\.0|::|0:0:0:0:0:0:0:0");

    /**
     * The address that is configured.
     *
     * @param settings the host's configuration
     * @return the address; the local default where none is set
     * @throws VenomException INVALID_REQUEST if the setting can't be used: another daemon is not asked in its place
     */
    public static DaemonAddress of(Settings settings) {
        return parse(settings.value(VARIABLE).orElse(""));
    }

    /**
     * Reads a value of {@code OLLAMA_HOST}.
     *
     * @param value the variable's value
     * @return the address for a client
     * @throws VenomException INVALID_REQUEST if it names no one daemon
     */
    public static DaemonAddress parse(String value) {
        String text = value.strip().replaceAll("^[\"']+|[\"']+$", "").strip();
        if (text.matches("\\d+")) {
            throw WebAddress.refused(VARIABLE, value, "it is a number alone; a port is written :" + text, EXAMPLE);
        }
        int mark = text.indexOf("://");
        String scheme = mark < 0 ? "http" : text.substring(0, mark);
        String rest = mark < 0 ? text : text.substring(mark + "://".length());
        if (mark < 0 && rest.equals("ollama.com")) {
            return new DaemonAddress(URI.create("https://ollama.com:443"));
        }
        int slash = rest.indexOf('/');
        String hostAndPort = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        if (mark >= 0 && hostAndPort.isEmpty()) {
            throw WebAddress.refused(VARIABLE, value, "it names no host", EXAMPLE);
        }
        String completed = scheme + "://" + completed(hostAndPort, mark < 0 ? DEFAULT_PORT : defaultPort(scheme));
        WebAddress.defect(completed + path).ifPresent(reason -> {
            throw WebAddress.refused(VARIABLE, value, reason, EXAMPLE);
        });
        return new DaemonAddress(
                WebAddress.parse(VARIABLE, completed + path, EXAMPLE).uri());
    }

    /** Host and port; what is no host or no port stays as it is, to be refused. */
    private static String completed(String hostAndPort, int defaultPort) {
        Matcher split = WITH_PORT.matcher(hostAndPort);
        boolean hasPort = split.matches();
        String port = hasPort && !split.group(2).isEmpty() ? split.group(2) : Integer.toString(defaultPort);
        return forClients(hasPort ? split.group(1) : hostAndPort) + ":" + port;
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
        String host = Origin.of(base).host().replaceAll("[\\[\\]]", "");
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /**
     * The port.
     *
     * @return the port, never absent
     */
    public int port() {
        return Origin.of(base).port();
    }

    @Override
    public String toString() {
        return base.toString();
    }

    private static int defaultPort(String scheme) {
        return scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    /** A server may listen on every address; a client speaks to one. */
    private static String forClients(String host) {
        String bare = host.replaceAll("^\\[|\\]$", "");
        if (EVERY_ADDRESS.matcher(bare).matches()) {
            return "127.0.0.1";
        }
        return IP_V6.matcher(bare).matches() ? "[" + bare + "]" : host;
    }
}
