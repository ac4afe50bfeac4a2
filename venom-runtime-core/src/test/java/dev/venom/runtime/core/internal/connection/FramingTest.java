package dev.venom.runtime.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where bodies end. */
@Timeout(60)
class FramingTest {
    private static final long SEED = 20261201;
    private static final int ROUNDS = 20_000;

    private static Answer answer(String method, String fields, String rest) throws IOException {
        Inbound inbound = ScriptedConnection.inbound("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + rest);
        ResponseHead head = ResponseHead.read(inbound);
        return new Answer(head, Framing.body(method, head, inbound), inbound);
    }

    private record Answer(ResponseHead head, Body body, Inbound inbound) {
        String text() throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (ByteBuffer piece = body.next(); piece.hasRemaining(); piece = body.next()) {
                all.write(bytes(piece));
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] bytes(ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        return bytes;
    }

    @Test
    void endsAfterTheAnnouncedLength() throws IOException {
        Answer answer = answer("GET", "Content-Length: 5\r\n", "helloHTTP/1.1");

        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.body().isOver()).isTrue();
        assertThat(answer.inbound().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 5, 5\r\n",
                "Content-Length: 05\r\n"
            })
    void takesALengthThatIsSaidTwice(String fields) throws IOException {
        assertThat(answer("GET", fields, "hello").text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 6\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 5 6\r\n",
                "Content-Length: \r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 99999999999999999999\r\n"
            })
    void refusesLengthsThatAreNone(String fields) {
        assertThatThrownBy(() -> answer("GET", fields, "hello")).isInstanceOf(ProtocolException.class);
    }

    @Test
    void saysThatABodyWasCut() {
        assertThatThrownBy(() -> answer("GET", "Content-Length: 9\r\n", "hello").text())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> answer("GET", "Transfer-Encoding: chunked\r\n", "9\r\nhello")
                        .text())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> answer("GET", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n")
                        .text())
                .isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'5\r\nhello\r\n0\r\n\r\n'",
        "'5;a=b;c=\"d\"\r\nhello\r\n0;e\r\n\r\n'",
        "'2 \r\nhe\r\n003\r\nllo\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\n'",
        "'5\nhello\n0\n\n'"
    })
    void joinsChunks(String body) throws IOException {
        Answer answer = answer("GET", "Transfer-Encoding: Chunked\r\nContent-Length: 3\r\n", body);

        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.body().isOver()).isTrue();
        assertThat(answer.inbound().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nhello\r\n0\r\n\r\n",
                "g\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "5hello\r\n0\r\n\r\n",
                "3\r\nhello\r\n0\r\n\r\n",
                "7\r\nhello\r\n0\r\n\r\n",
                "fffffffffffffffffffff\r\nhello\r\n0\r\n\r\n"
            })
    void refusesChunksThatContradictThemselves(String body) {
        assertThatThrownBy(() ->
                        answer("GET", "Transfer-Encoding: chunked\r\n", body).text())
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesLinesOfChunksWithoutEnd() {
        assertThatThrownBy(() -> answer("GET", "Transfer-Encoding: chunked\r\n", "0".repeat(100_000))
                        .text())
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> answer("GET", "Transfer-Encoding: chunked\r\n", "5;" + "x".repeat(100_000))
                        .text())
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> answer("GET", "Transfer-Encoding: chunked\r\n", "0\r\n" + "T: x\r\n".repeat(100_000))
                        .text())
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void endsWithTheConnectionWhereNothingElseTells() throws IOException {
        Answer answer = answer("GET", "", "all of it");

        assertThat(answer.text()).isEqualTo("all of it");
        assertThat(answer.body().isOver()).isFalse();
    }

    @Test
    void expectsNoBodyForHead() throws IOException {
        Answer answer = answer("HEAD", "Content-Length: 5\r\n", "");

        assertThat(answer.text()).isEmpty();
        assertThat(answer.body().isOver()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK, X: y, true",
        "HTTP/1.1 200 OK, Connection: keep-alive, true",
        "HTTP/1.1 200 OK, Connection: close, false",
        "HTTP/1.1 200 OK, 'Connection: X-Own, Close', false",
        "HTTP/1.0 200 OK, X: y, false",
        "HTTP/1.1 200 OK, 'Content-Length: 1\r\nTransfer-Encoding: chunked', false"
    })
    void keepsAConnectionWhereTheServerDoes(String status, String field, boolean kept) throws IOException {
        ResponseHead head = ResponseHead.read(ScriptedConnection.inbound(status + "\r\n" + field + "\r\n\r\n"));

        assertThat(Framing.keepsConnection(head)).isEqualTo(kept);
    }

    /** Whatever comes ends: with bytes that the server sent, or as a failure of the connection. */
    @Test
    void makesSomethingOfAnything() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] script = Damage.of(
                    random,
                    "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: keep-alive\r\n"
                            + (round % 2 == 0
                                    ? "Transfer-Encoding: chunked\r\n\r\n7;x=y\r\nhello, \r\n5\r\nworld\r\n0\r\nT: x\r\n\r\n"
                                    : "\r\nhello, world"));
            try {
                Inbound inbound = ScriptedConnection.inbound(script, 1 + random.nextInt(64));
                ResponseHead head = ResponseHead.read(inbound);
                String text = new Answer(head, Framing.body("GET", head, inbound), inbound).text();
                assertThat(text.length()).isLessThanOrEqualTo(script.length);
            } catch (IOException typed) {
                // What an exchange that broke looks like
            } catch (RuntimeException defect) {
                throw new AssertionError(
                        "round " + round + ": " + new String(script, StandardCharsets.ISO_8859_1), defect);
            }
        }
    }
}
