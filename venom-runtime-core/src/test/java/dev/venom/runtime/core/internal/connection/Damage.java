package dev.venom.runtime.core.internal.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Answers that went wrong on their way, by a seed. */
public final class Damage {
    private static final String[] INSERTS = {
        "\r\n",
        "\n",
        "\r",
        ":",
        " ",
        "\t",
        "\0",
        "0",
        "-",
        "ff",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "Content-Length: 7\r\n",
        "Content-Length: -1\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Connection: close\r\n",
        "\r\n folded",
        "Content-Encoding: gzip\r\n",
        "Content-Range: bytes 0-1/2\r\n",
        "\u00ff\u0000\u0080",
        "x".repeat(3000)
    };

    private Damage() {}

    /** Does one to three kinds of harm to a text. */
    public static byte[] of(Random random, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int times = 1 + random.nextInt(3);
        for (int time = 0; time < times; time++) {
            bytes = once(random, bytes);
        }
        return bytes;
    }

    private static byte[] once(Random random, byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int end = at + random.nextInt(Math.min(40, bytes.length - at) + 1);
        ByteArrayOutputStream harmed = new ByteArrayOutputStream();
        harmed.write(bytes, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> harmed.write(bytes, end, bytes.length - end);
            case 1 -> {
                harmed.write(random.nextInt(256));
                harmed.write(bytes, at + 1, bytes.length - at - 1);
            }
            case 2 -> {
                harmed.writeBytes(INSERTS[random.nextInt(INSERTS.length)].getBytes(StandardCharsets.ISO_8859_1));
                harmed.write(bytes, at, bytes.length - at);
            }
            case 3 -> {
                harmed.write(bytes, at, end - at);
                harmed.write(bytes, at, bytes.length - at);
            }
            default -> {
                // Cut off
            }
        }
        return harmed.toByteArray();
    }
}
