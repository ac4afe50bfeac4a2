package dev.venom.runtime.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads as RFC 9112 has them, and as servers have them. */
class ResponseHeadTest {
    private static ResponseHead head(String text) throws IOException {
        return ResponseHead.read(ScriptedConnection.inbound(text));
    }

    @Test
    void readsStatusVersionAndFields() throws IOException {
        ResponseHead head = head("HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\nX-One: a\r\nx-one:  b \r\n\r\n");

        assertThat(head.statusCode()).isEqualTo(206);
        assertThat(head.minorVersion()).isEqualTo(1);
        assertThat(head.headers().firstValue("content-length")).contains("5");
        assertThat(head.headers().allValues("X-ONE")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200\r\n\r\n", "HTTP/1.1 200 \r\n\r\n", "HTTP/1.0 200 Fine by me: ok\r\n\r\n"})
    void needsNoReason(String text) throws IOException {
        assertThat(head(text).statusCode()).isEqualTo(200);
    }

    @Test
    void takesLineFeedsAloneAsEndsOfLines() throws IOException {
        ResponseHead head = head("HTTP/1.1 200 OK\nContent-Length: 5\nETag: \"a\"\n\nrest");

        assertThat(head.headers().firstValue("Content-Length")).contains("5");
        assertThat(head.headers().firstValue("ETag")).contains("\"a\"");
    }

    @Test
    void joinsFoldedLines() throws IOException {
        ResponseHead head =
                head("HTTP/1.1 200 OK\r\n folded before any\r\nX-Long: one\r\n  two\r\n\tthree\r\nX-Next: n\r\n\r\n");

        assertThat(head.headers().firstValue("X-Long")).contains("one two three");
        assertThat(head.headers().firstValue("X-Next")).contains("n");
    }

    @Test
    void passesOverLinesThatAreNoFields() throws IOException {
        ResponseHead head = head("HTTP/1.1 200 OK\r\nno field\r\n: nameless\r\n \r\nX-One: a\r\n\r\n");

        assertThat(head.headers().map()).containsOnlyKeys("X-One");
    }

    @Test
    void passesOverWhatIsSaidBeforehand() throws IOException {
        ResponseHead head = head("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nX-Last: 1\r\n\r\n");

        assertThat(head.statusCode()).isEqualTo(404);
        assertThat(head.headers().map()).containsOnlyKeys("X-Last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.x 200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 -20 OK\r\n\r\n",
                "HTTP/1.1 099 OK\r\n\r\n",
                "HTTP/1.1_200 OK\r\n\r\n",
                "<html>503</html>\n\n"
            })
    void refusesWhatIsNotHttp(String text) {
        assertThatThrownBy(() -> head(text)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void takesLargeHeadsAndRefusesEndlessOnes() throws IOException {
        String field = "X-Field: " + "v".repeat(1_000) + "\r\n";

        assertThat(head("HTTP/1.1 200 OK\r\n" + field.repeat(200) + "\r\n")
                        .headers()
                        .allValues("X-Field"))
                .hasSize(200);
        assertThatThrownBy(() -> head("HTTP/1.1 200 OK\r\n" + field.repeat(300)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> head("HTTP/1.1 200 OK\r\nX: " + "v".repeat(300_000)))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX: 1", "HTTP/1.1 100 C\r\n\r\n"})
    void saysThatTheConnectionEndedWithinAHead(String text) {
        assertThatThrownBy(() -> head(text)).isInstanceOf(EOFException.class);
    }
}
