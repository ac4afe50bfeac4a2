package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.content.Blob;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.wire.Percent;
import dev.venom.runtime.testbed.hub.wire.Query;
import dev.venom.runtime.testbed.hub.wire.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the addresses at which the CDN hands out files, and checks them when they come back. They end with time, after a
 * number of uses, or when a test says so. Thread-safe.
 */
public final class SignedUrls {

    /** What the CDN makes of an address. */
    enum Verdict {
        VALID,
        EXPIRED,
        FORGED
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "/repos/";

    private final Supplier<String> cdn;
    private final InstantSource clock;
    private final SecretKeySpec key = new SecretKeySpec(new SecureRandom().generateSeed(32), ALGORITHM);
    private final Map<String, Blob> objects = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> uses = new ConcurrentHashMap<>();
    private final AtomicLong serials = new AtomicLong();
    private volatile long firstValidSerial;
    private volatile Duration lifetime = Duration.ofHours(1);
    private volatile int allowedUses = Integer.MAX_VALUE;

    /** Makes addresses below that of the CDN, by that clock. */
    public SignedUrls(Supplier<String> cdn, InstantSource clock) {
        this.cdn = cdn;
        this.clock = clock;
    }

    /** How long addresses live that are made from now on; in whole seconds, one hour unless set. */
    public void lifetime(Duration duration) {
        lifetime = duration;
    }

    /** How often an address can be used; as often as one likes unless set. */
    public void allowedUses(int count) {
        allowedUses = count;
    }

    /** Ends all addresses made so far. */
    public void expireAll() {
        firstValidSerial = serials.get() + 1;
    }

    String sign(String repository, HubFile file) {
        String sha256 = file.blob().sha256();
        objects.put(sha256, file.blob());
        String path = PREFIX + repository + "/" + sha256 + "/" + Percent.encode(file.path(), "/");
        long expires = clock.instant().plus(lifetime).getEpochSecond();
        String serial = Long.toString(serials.incrementAndGet());
        return cdn.get() + path + "?Expires=" + expires + "&Serial=" + serial + "&Signature="
                + signature(path, Long.toString(expires), serial);
    }

    /** The bytes at that address. */
    Optional<Blob> find(Request request) {
        return request.segments().stream()
                .filter(objects::containsKey)
                .findFirst()
                .map(objects::get);
    }

    /** Judges an address; a valid one is used by this. */
    Verdict use(Request request) {
        Query query = request.query();
        String expires = query.first("Expires").orElse("0");
        String serial = query.first("Serial").orElse("0");
        String expected = signature(request.rawPath(), expires, serial);
        // Whoever can guess byte by byte can forge: compare in constant time.
        if (!MessageDigest.isEqual(
                bytes(expected), bytes(query.first("Signature").orElse("")))) {
            return Verdict.FORGED;
        }
        boolean expired = Long.parseLong(serial) < firstValidSerial
                || clock.instant().getEpochSecond() >= Long.parseLong(expires)
                || uses.computeIfAbsent(serial, unused -> new AtomicInteger()).incrementAndGet() > allowedUses;
        return expired ? Verdict.EXPIRED : Verdict.VALID;
    }

    private String signature(String path, String expires, String serial) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(bytes(path + "\n" + expires + "\n" + serial)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
