package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.Sample;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Knows one kind of runtime: what its answers mean, and how a model gets into it. Found through {@link
 * java.util.ServiceLoader}, or given to the facade's builder. Implementations are thread-safe, hold no state
 * of a runtime, and signal no process.
 */
public interface RuntimeDriver {
    /**
     * The kind in a runtime's description.
     *
     * @return {@code vllm}, {@code ollama}, {@code openai} or a host's own
     */
    String kind();

    /**
     * How this kind takes another model.
     *
     * @return the way
     */
    Switching switching();

    /**
     * Asks a runtime how it is.
     *
     * @param context the runtime
     * @return what it says; UNREACHABLE rather than an exception
     */
    HealthReport health(DriverContext context);

    /**
     * Asks a runtime for its version. A driver whose health report would need a question of its own for it leaves the
     * version out there and tells it here: health is asked for every few seconds, the version once a switch.
     *
     * @param context the runtime
     * @return its version; empty where it does not tell
     */
    default Optional<String> version(DriverContext context) {
        return health(context).version();
    }

    /**
     * Asks a runtime how busy it is.
     *
     * @param context the runtime
     * @return figures; empty ones where it does not tell
     */
    Activity activity(DriverContext context);

    /**
     * Lets a model show that it works, in the way of its kind: by one real token, an embedding, a rank, a transcription.
     * The highest of the three levels of health.
     *
     * @param name the name under which the model answers
     * @param context the runtime
     * @return how it was proved; a warning where no way is known for what it serves, so that health and name are all the
     *     proof there is
     * @throws VenomException RUNTIME_UNHEALTHY with what it answered instead; UNAUTHORIZED where it refuses the key,
     *     which no waiting mends
     */
    Verdict prove(String name, DriverContext context);

    /**
     * How often an idle runtime is asked for a token where its description does not say. Empty where that would cost its
     * users something: the only slot, a cached prompt, its sleep.
     *
     * @param spec the runtime
     * @return the interval; never by default
     */
    default Optional<Duration> probeInterval(RuntimeSpec spec) {
        return Optional.empty();
    }

    /**
     * Lets a runtime make of a prompt what its model makes, so that a person sees it: go on from it by a few dozen
     * tokens, embed it, rank its other lines by its first. Refused by default.
     *
     * @param name the name under which the model answers
     * @param prompt what to go on from
     * @param context the runtime
     * @return what it made of the prompt
     * @throws VenomException RUNTIME_UNHEALTHY with what it answered instead
     */
    default Sample sample(String name, String prompt, DriverContext context) {
        throw new VenomException(
                ErrorCode.INVALID_REQUEST,
                "A runtime of kind " + kind() + " can't be tried from here.",
                "Send the prompt to " + context.spec().baseUri() + ".");
    }

    /**
     * What goes into {@code runtimes/<id>.env} for a model; read by the unit or process at its next start.
     *
     * @param model the model to serve
     * @return variables and values
     */
    default Map<String, String> environment(ServedModel model) {
        return Map.of(
                "LLM_MODEL_NAME",
                model.name(),
                "VLLM_ACTIVE_MODEL",
                model.path().toString());
    }

    /**
     * Files of the host's own from which this runtime takes its model, besides {@code runtimes/<id>.env}. They are
     * changed by an activation and put back by its rollback.
     *
     * @param model the model to serve
     * @param spec the runtime
     * @return what has to stand in them; none by default
     */
    default List<SettingsFile> settings(ServedModel model, RuntimeSpec spec) {
        return List.of();
    }

    /**
     * Whether a runtime, told to stop, answers what it has taken and refuses the rest. Where it does not, a stop cuts
     * requests, and only a runtime that is idle for a while is stopped without harm.
     *
     * @param spec the runtime
     * @return true if nothing is cut; false by default
     */
    default boolean finishesRequestsOnStop(RuntimeSpec spec) {
        return false;
    }

    /**
     * Wakes a runtime that was put to sleep and has kept its model. Does nothing by default.
     *
     * @param context the runtime
     * @return true if it had been asleep
     * @throws VenomException RUNTIME_UNHEALTHY if it can't be woken
     */
    default boolean wake(DriverContext context) {
        return false;
    }

    /**
     * Loads a model into a running runtime. Called only where {@link #switching()} says so.
     *
     * @param model the model to serve
     * @param context the runtime
     */
    default void load(ServedModel model, DriverContext context) {
        throw new IllegalStateException("A runtime of kind " + kind() + " takes a model only when it starts");
    }

    /**
     * Unloads a model from a running runtime; what others loaded stays. Called only where {@link
     * #switching()} says so.
     *
     * @param name the name under which the model answers
     * @param context the runtime
     */
    default void unload(String name, DriverContext context) {
        throw new IllegalStateException("A runtime of kind " + kind() + " gives a model up only when it stops");
    }

    /**
     * Judges whether this kind of runtime can serve a model on this host.
     *
     * @param model what the headers of the model's files say
     * @param weightBytes length of the files that hold its weights
     * @param target the runtime and the host
     * @return one verdict for each check, with its figures
     */
    List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target);

    /**
     * Looks for servers of this kind that answer on this host although nobody described them. Asked once for
     * each listing of runtimes, so that it has to be quick.
     *
     * @param context what there is to look with
     * @return what answers; nothing by default
     */
    default List<FoundRuntime> discover(DiscoveryContext context) {
        return List.of();
    }

    /**
     * Where the server of a name has to be on this host, whether it answers or not: one that was seen elsewhere under that
     * name is another server.
     *
     * @param id the name that a found server would have
     * @param context what there is to look with
     * @return the address that the host's configuration gives it; empty where it may be anywhere, as by default
     */
    default Optional<URI> place(String id, DiscoveryContext context) {
        return Optional.empty();
    }

    /**
     * Whether a share of the memory in use is reserved by this kind of runtime on purpose, so that its being
     * in use is no cause for alarm.
     *
     * @param spec the runtime
     * @return the share of a GPU's memory it takes whatever the model, such as 0.92; empty where it takes what
     *     it needs
     */
    default OptionalDouble reservedGpuShare(RuntimeSpec spec) {
        return OptionalDouble.empty();
    }

    /**
     * Reads why a runtime failed from what it wrote: from lines of error and tracebacks, as this kind of server writes
     * them. What it says of its work, its warnings and the requests that it logs may hold the same words and is no
     * cause. While a process of the runtime lives, what is read here explains and decides nothing.
     *
     * @param logTail the last lines of one run
     * @return what they say; empty where they say nothing of a failure
     */
    Optional<Diagnosis> diagnose(List<String> logTail);

    /** How a kind of runtime takes another model. */
    enum Switching {
        /** By a restart with another configuration. */
        BY_RESTART,
        /** By loading and unloading in the running server. */
        IN_PLACE
    }

    /**
     * Why a runtime failed. Immutable.
     *
     * @param cause the log's own words
     * @param deterministic true if starting it again the same way will fail the same way
     */
    record Diagnosis(String cause, boolean deterministic) {}
}
