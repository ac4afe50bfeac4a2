package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A class path resource: compressed in a jar it has no random access, so it is unpacked once, when first needed. */
final class ResourceContent implements Content {

    private final URL resource;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileChannel unpacked;

    ResourceContent(URL resource) {
        this.resource = resource;
    }

    @Override
    public long size() {
        try {
            return unpacked().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void writeTo(ByteSink sink, long from, long count) throws IOException {
        sink.write(unpacked(), from, count);
    }

    private FileChannel unpacked() {
        lock.lock();
        try {
            FileChannel known = unpacked;
            if (known == null) {
                known = unpack();
                unpacked = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private FileChannel unpack() {
        try (InputStream bytes = resource.openStream()) {
            return TemporaryFile.holding(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
