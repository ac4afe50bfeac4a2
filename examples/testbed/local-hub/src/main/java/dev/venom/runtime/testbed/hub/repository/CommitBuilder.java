package dev.venom.runtime.testbed.hub.repository;

import java.util.SortedMap;
import java.util.function.Function;

/** Prepares a commit on top of another. Confined to one thread. */
public final class CommitBuilder extends FileCollector<CommitBuilder> {

    private final Function<CommitBuilder, Commit> push;
    private String title = "Update files";

    CommitBuilder(SortedMap<String, HubFile> parentFiles, Function<CommitBuilder, Commit> push) {
        super(parentFiles);
        this.push = push;
    }

    /** The first line of the message. */
    public CommitBuilder title(String title) {
        this.title = title;
        return this;
    }

    /** Makes the commit and moves the ref to it. */
    public Commit push() {
        return push.apply(this);
    }

    String title() {
        return title;
    }

    @Override
    CommitBuilder self() {
        return this;
    }
}
