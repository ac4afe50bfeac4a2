package dev.venom.runtime.spi.provider;

import java.util.Collection;

/** What an install is given on top: the download engine, and the operation it reports to. Thread-safe. */
public interface InstallContext extends ProviderContext {
    /**
     * Fetches files and puts each, verified, at its destination. Parts of earlier attempts are continued;
     * a file whose bytes are already there and verified is not touched. Progress is reported by the engine.
     *
     * @param files what to fetch
     * @throws dev.venom.runtime.api.error.VenomException if a file can't be had; other files that were
     *     complete by then stay
     */
    void fetch(Collection<RemoteFile> files);

    /**
     * Where the operation's progress goes, for a provider whose daemon moves the bytes.
     *
     * @return the sink
     */
    ProgressSink progress();
}
