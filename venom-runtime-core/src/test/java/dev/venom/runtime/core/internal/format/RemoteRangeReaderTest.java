package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.RemoteSource;
import dev.venom.runtime.spi.transport.Headers;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RemoteRangeReaderTest {
    private static final URI ADDRESS = URI.create("https://hub.example/m/resolve/main/model.safetensors?sig=secret");
    private static final RemoteSource SOURCE = () -> HttpCall.get(ADDRESS).withHeader("Accept", "*/*");

    @Test
    void asksForExactlyTheRange() throws Exception {
        Scripted transport = new Scripted(call -> reply(206, "bytes 5-8/100", new byte[] {1, 2, 3, 4}));

        byte[] bytes = new RemoteRangeReader(transport, SOURCE).read(5, 4);

        assertThat(bytes).containsExactly(1, 2, 3, 4);
        assertThat(transport.calls).hasSize(1);
        assertThat(transport.calls.get(0).headers())
                .containsEntry("Range", "bytes=5-8")
                .containsEntry("Accept", "*/*");
    }

    @Test
    void cutsTheRangeOutOfAWholeFile() throws Exception {
        Scripted transport = new Scripted(call -> reply(200, "", new byte[] {0, 1, 2, 3, 4, 5}));

        assertThat(new RemoteRangeReader(transport, SOURCE).read(2, 3)).containsExactly(2, 3, 4);
        assertThat(new RemoteRangeReader(transport, SOURCE).read(9, 3)).isEmpty();
    }

    @Test
    void takesNoMoreThanASmallFileFromAServerThatIgnoresRanges() throws Exception {
        Scripted transport = new Scripted(call -> reply(206, "bytes 0-0/1", new byte[1]));

        new RemoteRangeReader(transport, SOURCE).read(0, 1_000);

        assertThat(transport.calls.get(0).maxReplyBytes()).isEqualTo(1_000);
    }

    @Test
    void refusesAnotherRangeThanItAskedFor() {
        assertUnreadable(reply(206, "bytes 0-3/100", new byte[4]));
        assertUnreadable(reply(206, "", new byte[4]));
        assertUnreadable(reply(206, "bytes 5-100/100", new byte[96]));
        assertUnreadable(reply(416, "", new byte[0]));
        assertUnreadable(reply(404, "", new byte[0]));
    }

    @Test
    void asksTheProviderWhatAnAnswerMeans() {
        RemoteSource gated = new RemoteSource() {
            @Override
            public HttpCall call() {
                return SOURCE.call();
            }

            @Override
            public Optional<VenomException> refusal(ReplyHead head) {
                return Optional.of(new VenomException(ErrorCode.GATED, "The terms were not accepted.", ""));
            }
        };
        Transport transport = new Scripted(call -> reply(403, "", new byte[0]));

        assertThatThrownBy(() -> new RemoteRangeReader(transport, gated).read(0, 4))
                .isInstanceOf(IOException.class)
                .hasMessage("The terms were not accepted.");
    }

    @Test
    void turnsFailuresOfTransportAndSourceIntoUnreadableParts() {
        Transport offline = new Scripted(call -> {
            throw new VenomException(ErrorCode.NETWORK, "No connection.", "");
        });
        RemoteSource broken = () -> {
            throw new IllegalStateException("secret");
        };

        assertThatThrownBy(() -> new RemoteRangeReader(offline, SOURCE).read(0, 4))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new RemoteRangeReader(offline, broken).read(0, 4))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void letsACancelThrough() {
        Transport cancelled = new Scripted(call -> {
            throw new VenomException(ErrorCode.CANCELLED, "Interrupted.", "");
        });

        assertThatThrownBy(() -> new RemoteRangeReader(cancelled, SOURCE).read(0, 4))
                .isInstanceOf(VenomException.class);
    }

    private static void assertUnreadable(HttpReply reply) {
        Transport transport = new Scripted(call -> reply);
        assertThatThrownBy(() -> new RemoteRangeReader(transport, SOURCE).read(5, 4))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("secret");
    }

    private static HttpReply reply(int status, String contentRange, byte[] body) {
        Headers headers = Headers.of(Map.of("content-range", List.of(contentRange)));
        return new HttpReply(new ReplyHead(status, headers, ADDRESS), body);
    }

    private static final class Scripted implements Transport {
        private final List<HttpCall> calls = new ArrayList<>();
        private final Function<HttpCall, HttpReply> answer;

        Scripted(Function<HttpCall, HttpReply> answer) {
            this.answer = answer;
        }

        @Override
        public HttpReply send(HttpCall call) {
            calls.add(call);
            return answer.apply(call);
        }

        @Override
        public ReplyHead stream(HttpCall call, Consumer<String> lines) {
            throw new UnsupportedOperationException();
        }
    }
}
