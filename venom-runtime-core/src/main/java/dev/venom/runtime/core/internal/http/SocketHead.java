package dev.venom.runtime.core.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer as it stands on a connection (RFC 9112). Immutable.
 *
 * @param statusCode HTTP status
 * @param headers header fields
 */
record SocketHead(int statusCode, HttpHeaders headers) implements ResponseInfo {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: .*)?");
    private static final int LONGEST_BYTES = 256 << 10;
    private static final int LAST_INTERIM_STATUS = 199;
    private static final int SWITCHING = 101;

    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }

    /** Reads up to the empty line; what a server says beforehand (103 and its like) is passed over. */
    static SocketHead read(InputStream stream) throws IOException {
        SocketHead head = readOne(stream);
        while (head.statusCode <= LAST_INTERIM_STATUS && head.statusCode != SWITCHING) {
            head = readOne(stream);
        }
        return head;
    }

    private static SocketHead readOne(InputStream stream) throws IOException {
        Matcher status = STATUS.matcher(line(stream));
        if (!status.matches()) {
            throw new ProtocolException("What was answered is not HTTP");
        }
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int bytes = 0;
        for (String line = line(stream); !line.isEmpty(); line = line(stream)) {
            bytes += line.length();
            if (bytes > LONGEST_BYTES) {
                throw new ProtocolException("The head of the answer is too long");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return new SocketHead(Integer.parseInt(status.group(1)), HttpHeaders.of(fields, (name, value) -> true));
    }

    /** A line without its end; each byte is one character, as with the JDK's client. */
    static String line(InputStream stream) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = stream.read(); octet != '\n'; octet = stream.read()) {
            if (octet < 0) {
                throw new EOFException("The server ended the connection");
            }
            if (line.size() > LONGEST_BYTES) {
                throw new ProtocolException("A line of the answer is too long");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
