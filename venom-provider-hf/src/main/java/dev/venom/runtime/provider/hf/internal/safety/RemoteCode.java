package dev.venom.runtime.provider.hf.internal.safety;

import java.util.List;

/**
 * Whether a model needs code that comes with it, or from yet another repository. Immutable.
 *
 * @param reasons what says so
 * @param unjudged files that loaders read, and why they could not be judged
 * @param unseen true if files could not be had here, for a reason that is told elsewhere
 */
public record RemoteCode(List<String> reasons, List<String> unjudged, boolean unseen) {
    /** Copies the lists. */
    public RemoteCode {
        reasons = List.copyOf(reasons);
        unjudged = List.copyOf(unjudged);
    }
}
