package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of an answer as it stands on a connection (RFC 9112). Immutable.
 *
 * @param statusCode HTTP status
 * @param minorVersion of HTTP/1
 * @param headers header fields
 */
public record ResponseHead(int statusCode, int minorVersion, HttpHeaders headers) implements ResponseInfo {
    private static final int LONGEST_BYTES = 256 << 10;
    private static final int LAST_INTERIM_STATUS = 199;
    private static final int SWITCHING = 101;
    private static final String VERSION = "HTTP/1.";
    private static final int STATUS_DIGITS = 3;

    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }

    /** Reads up to the empty line; what a server says beforehand (103 and its like) is passed over. */
    static ResponseHead read(Inbound inbound) throws IOException {
        ResponseHead head = readOne(inbound);
        while (head.statusCode <= LAST_INTERIM_STATUS && head.statusCode != SWITCHING) {
            head = readOne(inbound);
        }
        return head;
    }

    private static ResponseHead readOne(Inbound inbound) throws IOException {
        String status = inbound.line(LONGEST_BYTES);
        int code = statusCode(status);
        Fields fields = new Fields();
        int left = LONGEST_BYTES;
        for (String line = inbound.line(left); !line.isEmpty(); line = inbound.line(left)) {
            fields.add(line);
            left -= line.length() + 1;
            if (left <= 0) {
                throw new ProtocolException("The head of the answer is too long");
            }
        }
        return new ResponseHead(code, status.charAt(VERSION.length()) - '0', fields.all());
    }

    /** {@code HTTP/1.x nnn}, and a reason where there is one. */
    private static int statusCode(String line) throws IOException {
        int begin = VERSION.length() + 2;
        int end = begin + STATUS_DIGITS;
        boolean wellFormed = line.startsWith(VERSION)
                && line.length() >= end
                && isDigit(line.charAt(VERSION.length()))
                && line.charAt(begin - 1) == ' '
                && (line.length() == end || line.charAt(end) == ' ');
        int code = 0;
        for (int at = begin; wellFormed && at < end; at++) {
            wellFormed = isDigit(line.charAt(at));
            code = code * 10 + line.charAt(at) - '0';
        }
        if (!wellFormed || code < 100) {
            throw new ProtocolException("What was answered is not HTTP");
        }
        return code;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Header fields as they come. */
    private static final class Fields {
        private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private List<String> last = new ArrayList<>();

        void add(String line) {
            String name = line.substring(0, Math.max(0, line.indexOf(':'))).strip();
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                fold(line.strip());
            } else if (!name.isEmpty()) {
                last = values.computeIfAbsent(name, first -> new ArrayList<>());
                last.add(line.substring(line.indexOf(':') + 1).strip());
            }
        }

        /** A line that goes on with the value before it, as servers of old write (RFC 9112, 5.2). */
        private void fold(String rest) {
            if (!last.isEmpty()) {
                int end = last.size() - 1;
                last.set(end, (last.get(end) + " " + rest).strip());
            }
        }

        HttpHeaders all() {
            return HttpHeaders.of(values, (name, value) -> true);
        }
    }
}
