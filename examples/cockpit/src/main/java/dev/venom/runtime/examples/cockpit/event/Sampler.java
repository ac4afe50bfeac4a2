package dev.venom.runtime.examples.cockpit.event;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.core.Host;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.wire.HostDocument;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds what runtimes and host take, so that figures move on a page that never asks. While nobody
 * reads, it does nothing.
 */
public final class Sampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final Runtimes runtimes;
    private final Host host;
    private final EventFeed feed;
    private final ScheduledExecutorService thread;
    private Optional<HostFigures> last = Optional.empty();

    private Sampler(Runtimes runtimes, Host host, EventFeed feed) {
        this.runtimes = runtimes;
        this.host = host;
        this.feed = feed;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "venom-cockpit-sampler");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to look.
     *
     * @param runtimes what is looked at
     * @param host what they run on
     * @param feed who is told
     * @return ends it
     */
    public static Sampler start(Runtimes runtimes, Host host, EventFeed feed) {
        Sampler sampler = new Sampler(runtimes, host, feed);
        sampler.thread.scheduleWithFixedDelay(
                sampler::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return sampler;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        if (feed.readers() == 0) {
            return;
        }
        try {
            runtimes.list().forEach(feed::looked);
            lookAtHost();
        } catch (VenomException failure) {
            LOG.debug("a look at the host failed", failure);
        } catch (RuntimeException defect) {
            // An exception that leaves this method would end all further looks.
            LOG.warn("a look at the host failed", defect);
        }
    }

    private void lookAtHost() {
        HostReport report = host.report();
        HostFigures figures = HostFigures.of(report);
        if (last.map(figures::differsFrom).orElse(true)) {
            last = Optional.of(figures);
            feed.system(HostDocument.of(report));
        }
    }
}
