package dev.venom.runtime.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to plan or install, and what the caller allows. Immutable; made by {@link #builder(ModelRef)}.
 */
public final class InstallRequest {
    private final ModelRef ref;
    private final List<String> include;
    private final List<String> exclude;
    private final Optional<String> runtime;
    private final Optional<Route> route;
    private final boolean largeConfirmed;
    private final boolean unsafeAllowed;
    private final boolean incompatibleAllowed;
    private final boolean insecure;

    /** The way by which a model comes, where a provider has more than one. */
    public enum Route {
        /** A running daemon fetches it. */
        DAEMON,
        /** The library fetches it from the registry. */
        REGISTRY
    }

    private InstallRequest(Builder builder) {
        ref = builder.ref;
        include = List.copyOf(builder.include);
        exclude = List.copyOf(builder.exclude);
        runtime = builder.runtime;
        route = builder.route;
        largeConfirmed = builder.largeConfirmed;
        unsafeAllowed = builder.unsafeAllowed;
        incompatibleAllowed = builder.incompatibleAllowed;
        insecure = builder.insecure;
    }

    /**
     * A request with nothing allowed and nothing left out.
     *
     * @param ref the model
     * @return the request
     */
    public static InstallRequest of(ModelRef ref) {
        return builder(ref).build();
    }

    /**
     * Starts a request.
     *
     * @param ref the model
     * @return a builder
     */
    public static Builder builder(ModelRef ref) {
        return new Builder(ref);
    }

    /**
     * A builder with this request's values.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(ref);
        builder.include.addAll(include);
        builder.exclude.addAll(exclude);
        builder.runtime = runtime;
        builder.route = route;
        builder.largeConfirmed = largeConfirmed;
        builder.unsafeAllowed = unsafeAllowed;
        builder.incompatibleAllowed = incompatibleAllowed;
        builder.insecure = insecure;
        return builder;
    }

    /**
     * The model.
     *
     * @return the reference
     */
    public ModelRef ref() {
        return ref;
    }

    /**
     * Patterns of files to take, by the provider's rules.
     *
     * @return patterns; empty where the provider selects
     */
    public List<String> include() {
        return include;
    }

    /**
     * Patterns of files to leave out, by the provider's rules.
     *
     * @return patterns
     */
    public List<String> exclude() {
        return exclude;
    }

    /**
     * The runtime that the model is meant for; its verdict joins the plan.
     *
     * @return id of the runtime
     */
    public Optional<String> runtime() {
        return runtime;
    }

    /**
     * The way by which it has to come.
     *
     * @return the route; empty where the provider decides
     */
    public Optional<Route> route() {
        return route;
    }

    /**
     * Whether somebody has agreed to a download above the confirmation limit.
     *
     * @return true if confirmed
     */
    public boolean largeConfirmed() {
        return largeConfirmed;
    }

    /**
     * Whether executable formats and remote code are accepted.
     *
     * @return true if allowed
     */
    public boolean unsafeAllowed() {
        return unsafeAllowed;
    }

    /**
     * Whether a refusing compatibility verdict is overridden.
     *
     * @return true if allowed
     */
    public boolean incompatibleAllowed() {
        return incompatibleAllowed;
    }

    /**
     * Whether a registry may be asked without TLS.
     *
     * @return true if allowed
     */
    public boolean insecure() {
        return insecure;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstallRequest that
                && ref.equals(that.ref)
                && include.equals(that.include)
                && exclude.equals(that.exclude)
                && runtime.equals(that.runtime)
                && route.equals(that.route)
                && largeConfirmed == that.largeConfirmed
                && unsafeAllowed == that.unsafeAllowed
                && incompatibleAllowed == that.incompatibleAllowed
                && insecure == that.insecure;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                ref, include, exclude, runtime, route, largeConfirmed, unsafeAllowed, incompatibleAllowed, insecure);
    }

    @Override
    public String toString() {
        return "InstallRequest[" + ref + ", include=" + include + ", exclude=" + exclude + "]";
    }

    /** Collects the options of a request. Confined to one thread. */
    public static final class Builder {
        private ModelRef ref;
        private final List<String> include = new ArrayList<>();
        private final List<String> exclude = new ArrayList<>();
        private Optional<String> runtime = Optional.empty();
        private Optional<Route> route = Optional.empty();
        private boolean largeConfirmed;
        private boolean unsafeAllowed;
        private boolean incompatibleAllowed;
        private boolean insecure;

        private Builder(ModelRef ref) {
            this.ref = Objects.requireNonNull(ref, "ref");
        }

        /**
         * Asks for another model, or for the same by another name.
         *
         * @param model the model
         * @return this builder
         */
        public Builder ref(ModelRef model) {
            ref = Objects.requireNonNull(model, "ref");
            return this;
        }

        /**
         * Takes only files that match one of the patterns given.
         *
         * @param pattern a pattern by the provider's rules
         * @return this builder
         */
        public Builder include(String pattern) {
            include.add(Objects.requireNonNull(pattern, "pattern"));
            return this;
        }

        /**
         * Leaves out files that match.
         *
         * @param pattern a pattern by the provider's rules
         * @return this builder
         */
        public Builder exclude(String pattern) {
            exclude.add(Objects.requireNonNull(pattern, "pattern"));
            return this;
        }

        /**
         * Names the runtime that the model is meant for.
         *
         * @param id the runtime's id
         * @return this builder
         */
        public Builder runtime(String id) {
            runtime = Optional.of(id);
            return this;
        }

        /**
         * Decides by which way the model comes.
         *
         * @param way the route
         * @return this builder
         */
        public Builder via(Route way) {
            route = Optional.of(way);
            return this;
        }

        /**
         * Agrees to a download above the confirmation limit.
         *
         * @return this builder
         */
        public Builder confirmLarge() {
            largeConfirmed = true;
            return this;
        }

        /**
         * Accepts executable formats and remote code.
         *
         * @return this builder
         */
        public Builder allowUnsafe() {
            unsafeAllowed = true;
            return this;
        }

        /**
         * Overrides a refusing compatibility verdict.
         *
         * @return this builder
         */
        public Builder allowIncompatible() {
            incompatibleAllowed = true;
            return this;
        }

        /**
         * Lets a registry be asked without TLS.
         *
         * @return this builder
         */
        public Builder allowInsecure() {
            insecure = true;
            return this;
        }

        /**
         * Makes the request.
         *
         * @return an immutable request
         */
        public InstallRequest build() {
            return new InstallRequest(this);
        }
    }
}
