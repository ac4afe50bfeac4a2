package dev.venom.runtime.testbed.hub;

import dev.venom.runtime.testbed.hub.account.Accounts;
import dev.venom.runtime.testbed.hub.endpoint.HubSettings;
import dev.venom.runtime.testbed.hub.endpoint.SmallFiles;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.Repositories;
import dev.venom.runtime.testbed.hub.repository.RepositoryBuilder;
import dev.venom.runtime.testbed.hub.wire.NetworkConditions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/** Prepares a {@link LocalHub}. Confined to one thread; a builder starts one hub. */
public final class LocalHubBuilder {

    private static final int SEARCH_PAGE = 100;
    private static final int TREE_PAGE = 1000;

    private final Repositories repositories = new Repositories();
    private final Accounts accounts = new Accounts();
    private InstantSource clock = InstantSource.system();
    private NetworkConditions network = NetworkConditions.unlimited();
    private SmallFiles smallFiles = SmallFiles.DIRECT;
    private String cdnHost = "localhost";
    private int searchPage = SEARCH_PAGE;
    private int treePage = TREE_PAGE;
    private int port;

    LocalHubBuilder() {}

    /** A repository to hold. */
    public LocalHubBuilder repository(HubRepository repository) {
        repositories.add(repository);
        return this;
    }

    /** A repository to hold, as far as it is described. */
    public LocalHubBuilder repository(RepositoryBuilder repository) {
        return repository(repository.build());
    }

    /** Repositories to hold. */
    public LocalHubBuilder repositories(Collection<HubRepository> added) {
        added.forEach(repositories::add);
        return this;
    }

    /** A user with a token, which may read those of the private and gated repositories. */
    public LocalHubBuilder account(String name, String token, String... readable) {
        accounts.add(name, token, readable);
        return this;
    }

    /** The port of the Hub; any free one unless set. */
    public LocalHubBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * The host name in the CDN's addresses; it must lead to 127.0.0.1. It is {@code localhost} unless set, because
     * clients such as the Python one tell the CDN from the Hub by the host's name alone.
     */
    public LocalHubBuilder cdnHost(String name) {
        cdnHost = name;
        return this;
    }

    /** How fast each connection is; as fast as can be unless set. */
    public LocalHubBuilder bytesPerSecond(long rate) {
        network = network.bytesPerSecond(rate);
        return this;
    }

    /** How far away it is: every answer begins so much later. At once unless set. */
    public LocalHubBuilder delay(Duration wait) {
        network = network.delay(wait);
        return this;
    }

    /** How many models a page of search results has at most. */
    public LocalHubBuilder searchPage(int models) {
        searchPage = models;
        return this;
    }

    /** How many entries a page of a tree has at most. */
    public LocalHubBuilder treePage(int entries) {
        treePage = entries;
        return this;
    }

    /** How files that are not in LFS are served. */
    public LocalHubBuilder smallFiles(SmallFiles way) {
        smallFiles = way;
        return this;
    }

    /** The clock of signed URLs and rate limits. */
    public LocalHubBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Starts the hub; it answers when this returns. */
    public LocalHub start() {
        return new LocalHub(this);
    }

    Repositories repositories() {
        return repositories;
    }

    Accounts accounts() {
        return accounts;
    }

    InstantSource clock() {
        return clock;
    }

    NetworkConditions network() {
        return network;
    }

    String cdnHost() {
        return cdnHost;
    }

    int port() {
        return port;
    }

    HubSettings settings() {
        return new HubSettings(searchPage, treePage, smallFiles);
    }
}
