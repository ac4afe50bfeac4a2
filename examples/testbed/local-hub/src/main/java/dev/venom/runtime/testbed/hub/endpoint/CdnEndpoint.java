package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.content.Blob;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.Optional;

/** The storage behind signed URLs. It knows nothing of repositories, and no tokens. */
final class CdnEndpoint {

    /** Its entity tags are its own: not the SHA-256, as a client might hope. */
    private static final int TAG_LENGTH = 32;

    private final SignedUrls signedUrls;

    CdnEndpoint(SignedUrls signedUrls) {
        this.signedUrls = signedUrls;
    }

    Response answer(Request request) {
        if (request.headers().has("Authorization")) {
            // As S3 does: a token that leaks here is noticed.
            return error(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
        return switch (signedUrls.use(request)) {
            case VALID -> content(request);
            case EXPIRED -> error(403, "AccessDenied", "Request has expired");
            case FORGED -> error(403, "SignatureDoesNotMatch", "The request signature does not match");
        };
    }

    private Response content(Request request) {
        Optional<Blob> blob = signedUrls.find(request);
        return blob.map(found -> answer(found).to(request))
                .orElseGet(() -> error(404, "NoSuchKey", "The specified key does not exist."));
    }

    private static FileAnswer answer(Blob blob) {
        return new FileAnswer(blob.content(), blob.sha256(), blob.sha256().substring(0, TAG_LENGTH));
    }

    private static Response error(int status, String code, String message) {
        return Response.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
