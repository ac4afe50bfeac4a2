package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.account.Account;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;

/** {@code GET /api/whoami-v2}. */
final class WhoAmIEndpoint {

    private final AccessControl access;

    WhoAmIEndpoint(AccessControl access) {
        this.access = access;
    }

    Response answer(Request request) throws HttpErrorException {
        Account account =
                access.visitor(request).orElseThrow(() -> new HttpErrorException(HubErrors.invalidCredentials()));
        ObjectNode document = JsonAnswer.JSON
                .createObjectNode()
                .put("type", "user")
                .put("id", ContentDigest.sha1(account.name()).substring(0, 24))
                .put("name", account.name())
                .put("fullname", account.name())
                .put("isPro", false);
        document.putArray("orgs");
        document.putObject("auth")
                .put("type", "access_token")
                .putObject("accessToken")
                .put("displayName", "local")
                .put("role", "read");
        return JsonAnswer.of(document);
    }
}
