package dev.venom.runtime.testbed.hub.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.venom.runtime.testbed.hub.log.RecordedRequest.Outcome;
import dev.venom.runtime.testbed.hub.wire.BlobRange;
import dev.venom.runtime.testbed.hub.wire.Headers;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is on record. */
class RequestLogTest {

    private final RequestLog log = new RequestLog();

    @Test
    void recordsWhatWasAskedAndAnswered() throws Exception {
        Headers headers = Headers.none().with("range", "bytes=10-").with("authorization", "Bearer x");
        LogEntry entry = log.begin(new Request(Origin.CDN, 4, "GET", "/a%20b?c=d", headers, ""));
        entry.answering(Response.status(206).serving(new BlobRange("blob", 10, 100)));
        entry.counting(new Nowhere()).write(ByteBuffer.allocate(20));
        entry.ended(Outcome.CUT);

        RecordedRequest request = log.to(Origin.CDN).get(0);
        assertThat(request.number()).isEqualTo(1);
        assertThat(request.path()).isEqualTo("/a b");
        assertThat(request.range()).hasValue("bytes=10-");
        assertThat(request.authorized()).isTrue();
        assertThat(request.status()).hasValue(206);
        assertThat(request.bodyBytesSent()).isEqualTo(20);
        assertThat(request.served()).hasValue(new BlobRange("blob", 10, 30));
        assertThat(request.outcome()).isEqualTo(Outcome.CUT);
        assertThat(log.bodyBytesSent()).isEqualTo(20);
    }

    @Test
    void provesThatNoByteWasSentTwice() throws Exception {
        serve("blob", 0, 50);
        serve("blob", 50, 80);
        serve("other", 0, 80);

        assertThat(log.served("blob").total()).isEqualTo(80);
        assertThat(log.served("blob").distinct()).isEqualTo(80);
        assertThat(log.served("blob").overlaps()).isEmpty();
    }

    @Test
    void findsTheBytesThatWereSentTwice() throws Exception {
        serve("blob", 40, 80);
        serve("blob", 0, 50);
        serve("blob", 45, 60);

        ServedBytes served = log.served("blob");
        assertThat(served.total()).isEqualTo(105);
        assertThat(served.distinct()).isEqualTo(80);
        assertThat(served.repeated()).isEqualTo(25);
        assertThat(served.overlaps()).containsExactly(new BlobRange("blob", 40, 50), new BlobRange("blob", 45, 60));
    }

    @Test
    void takesBackWhatTheSocketRefused() {
        LogEntry entry = log.begin(new Request(Origin.HUB, 1, "GET", "/", Headers.none(), ""));
        ResponseSink broken = entry.counting(new Nowhere() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                bytes.position(3);
                throw new IOException("Broken pipe");
            }
        });

        assertThat(catchThrowable(() -> broken.write(ByteBuffer.allocate(10)))).isInstanceOf(IOException.class);
        assertThat(log.bodyBytesSent()).isEqualTo(3);
    }

    @Test
    void forgetsOnDemand() throws Exception {
        serve("blob", 0, 1);
        log.clear();

        assertThat(log.all()).isEmpty();
    }

    private void serve(String blob, int start, int end) throws IOException {
        LogEntry entry = log.begin(new Request(Origin.CDN, 1, "GET", "/" + blob, Headers.none(), ""));
        entry.answering(Response.status(206).serving(new BlobRange(blob, start, end)));
        entry.counting(new Nowhere()).write(ByteBuffer.allocate(end - start));
        entry.ended(Outcome.SENT);
    }

    /** Swallows everything. */
    private static class Nowhere implements ResponseSink {

        @Override
        public void head(ByteBuffer head) {}

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            bytes.position(bytes.limit());
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
