package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.core.internal.connection.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent to one server on the way of a call. Immutable; {@link #with} returns a copy.
 *
 * @param uri where it goes
 * @param method such as {@code GET}
 * @param headers all fields but those that belong to the connection
 * @param body what is sent along
 * @param headTimeout longest time until the head of the answer is there
 */
record HopRequest(URI uri, String method, Map<String, String> headers, Optional<byte[]> body, Duration headTimeout) {
    HopRequest with(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.keySet().removeIf(name::equalsIgnoreCase);
        copy.put(name, value);
        return new HopRequest(uri, method, copy, body, headTimeout);
    }

    /** The same for the JDK's client, which takes only hosts that {@link URI#getHost} knows. */
    HttpRequest forJdk() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(headTimeout).method(method, publisher());
        headers.forEach(request::setHeader);
        return request.build();
    }

    /** The same for a connection of our own. */
    Request forSocket(boolean keepsConnection) {
        return new Request(method, uri, headers, body, headTimeout, keepsConnection);
    }

    private BodyPublisher publisher() {
        return body.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody);
    }

    @Override
    public String toString() {
        return method + " " + Addresses.shown(uri);
    }
}
