package dev.venom.runtime.core.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.connection.Damage;
import dev.venom.runtime.core.internal.connection.LineServer;
import dev.venom.runtime.core.internal.http.Backoff;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.HttpCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers whose heads, and sometimes bodies, were damaged at random: a download ends with the right bytes or with a reason,
 * and never with others. {@code venom.damage.seed} and {@code venom.damage.rounds} choose.
 */
@Timeout(300)
class DamagedAnswersTest {
    private static final int ROUNDS = Integer.getInteger("venom.damage.rounds", 15);
    private static final long SEED = Long.getLong("venom.damage.seed", 20261201L);
    private static final int SIZE_BYTES = 200_000;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);
    private static final Pattern RANGE = Pattern.compile("Range: bytes=(\\d+)-(\\d+)");

    @TempDir
    Path directory;

    @Test
    void endWithTheRightBytesOrAReason() throws Exception {
        byte[] content = new byte[SIZE_BYTES];
        new Random(SEED).nextBytes(content);
        int published = 0;
        for (int round = 0; round < ROUNDS; round++) {
            published += fetch(SEED + round, content) ? 1 : 0;
        }
        assertThat(published).isBetween(1, ROUNDS);
    }

    /** Whether it came through. */
    private boolean fetch(long seed, byte[] content) throws Exception {
        Path place = Files.createDirectory(directory.resolve("seed-" + seed));
        Random random = new Random(seed);
        long begun = System.nanoTime();
        try (LineServer server = LineServer.start(dialogue -> {
                    while (dialogue.head()) {
                        synchronized (random) {
                            dialogue.say(answer(dialogue.lastHead(), content, random));
                        }
                    }
                });
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));
                DownloadEngine engine =
                        new DownloadEngine(place.resolve("partial"), transporter, settings(), Clock.systemUTC())) {
            RemoteFile file = file(place, content, server);
            boolean published = isFetched(engine, file, seed);
            assertThat(Files.exists(file.destination()))
                    .as("published, seed %s", seed)
                    .isEqualTo(published);
            if (published) {
                assertThat(Files.readAllBytes(file.destination()))
                        .as("bytes, seed %s", seed)
                        .isEqualTo(content);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("seed %s", seed)
                    .isLessThan(LONGEST_ROUND);
            return published;
        }
    }

    private static boolean isFetched(DownloadEngine engine, RemoteFile file, long seed) {
        try {
            engine.fetch(List.of(file), any -> false, new RecordingSink());
            return true;
        } catch (VenomException typed) {
            assertThat(typed.code()).as("seed %s: %s", seed, typed).isNotEqualTo(ErrorCode.INTERNAL);
            return false;
        }
    }

    private static DownloadSettings settings() {
        return DownloadSettings.builder()
                .rangeBytes(32 << 10, 64 << 10)
                .stallTimeout(Duration.ofMillis(200))
                .noProgressTimeout(Duration.ofMillis(800))
                .backoff(new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5))
                .build();
    }

    private static RemoteFile file(Path place, byte[] content, LineServer server) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        return new RemoteFile(
                RelativePath.of("model.bin"),
                SIZE_BYTES,
                Digest.sha256(HexFormat.of().formatHex(digest)),
                place.resolve("model.bin"),
                place.resolve("staging"),
                () -> HttpCall.get(server.uri("/model.bin")));
    }

    private static byte[] answer(String asked, byte[] content, Random random) {
        Matcher range = RANGE.matcher(asked);
        boolean ranged = range.find();
        int from = ranged ? Integer.parseInt(range.group(1)) : 0;
        int to = ranged ? Integer.parseInt(range.group(2)) + 1 : content.length;
        String body = new String(content, from, to - from, StandardCharsets.ISO_8859_1);
        boolean chunked = random.nextBoolean();
        String head = (ranged ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n")
                + "Content-Type: application/octet-stream\r\n"
                + (ranged ? "Content-Range: bytes " + from + "-" + (to - 1) + "/" + content.length + "\r\n" : "")
                + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + body.length() + "\r\n\r\n");
        String framed = chunked ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n" : body;
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> joined(Damage.of(random, head), framed);
            case 3 -> Damage.of(random, head + framed);
            default -> joined(head.getBytes(StandardCharsets.ISO_8859_1), framed);
        };
    }

    private static byte[] joined(byte[] head, String body) {
        return (new String(head, StandardCharsets.ISO_8859_1) + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
