package dev.venom.runtime.testbed.vllm.engine;

import dev.venom.runtime.testbed.vllm.script.Script;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Answers requests, slowly, never, or not at all. Thread-safe. */
public final class Engine {
    private static final String[] WORDS = {" the", " quick", " brown", " fox", " jumps", " over", " a", " lazy", " dog"
    };
    private static final long LOOK_MILLIS = 5;

    private final Script script;
    private final EngineProcesses processes;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong generatedTokens = new AtomicLong();
    private final AtomicLong promptTokens = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Optional<Integer> sleepLevel = Optional.empty();

    /**
     * Wraps processes.
     *
     * @param script what goes wrong
     * @param processes what can be seen of the engine
     */
    public Engine(Script script, EngineProcesses processes) {
        this.script = script;
        this.processes = processes;
        processes.onEnd(this::die);
    }

    /**
     * Works on one request.
     *
     * @param prompt tokens read
     * @param tokens tokens wanted
     * @param each receives each token as it is made
     * @throws EngineDeadException if the engine ends before that
     */
    public void generate(int prompt, int tokens, Consumer<String> each) throws EngineDeadException {
        running.incrementAndGet();
        try {
            if (script.isOn(ScriptOrder.DIE_ON_REQUEST)) {
                die();
            }
            thaw();
            promptTokens.addAndGet(prompt);
            long pace = script.number(ScriptOrder.ANSWER_MILLIS, 0) / Math.max(1, tokens);
            for (int token = 0; token < tokens; token++) {
                requireAlive(pace);
                thaw();
                generatedTokens.incrementAndGet();
                each.accept(WORDS[token % WORDS.length]);
            }
            dieAfterwards();
        } finally {
            running.decrementAndGet();
        }
    }

    private void dieAfterwards() {
        long millis = script.number(ScriptOrder.DIE_AFTER_ANSWER, -1);
        if (millis >= 0) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::die);
        }
    }

    /**
     * Works on one request and hands over everything at once.
     *
     * @param prompt tokens read
     * @param tokens tokens wanted
     * @return the text
     * @throws EngineDeadException if the engine ends before that
     */
    public String generate(int prompt, int tokens) throws EngineDeadException {
        List<String> words = new ArrayList<>();
        generate(prompt, tokens, words::add);
        return String.join("", words);
    }

    /** Ends; whoever waits for an answer gets none. */
    public void die() {
        end.countDown();
    }

    /**
     * Whether it has ended.
     *
     * @return true once it has
     */
    public boolean isDead() {
        return end.getCount() == 0;
    }

    /**
     * Waits for its end.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /**
     * What can be seen of it.
     *
     * @return the processes
     */
    public EngineProcesses processes() {
        return processes;
    }

    /**
     * Requests that it works on.
     *
     * @return a count; 0 while it is frozen, as seen with vLLM
     */
    public int running() {
        return isFrozen() ? 0 : running.get();
    }

    /**
     * Requests that it has not answered, whatever its metrics say.
     *
     * @return a count
     */
    public int unanswered() {
        return running.get();
    }

    /**
     * Tokens made so far.
     *
     * @return a count
     */
    public long generatedTokens() {
        return generatedTokens.get();
    }

    /**
     * Tokens read so far.
     *
     * @return a count
     */
    public long promptTokens() {
        return promptTokens.get();
    }

    /**
     * Puts it to sleep or wakes it.
     *
     * @param level 1 or 2; empty to wake
     */
    public void sleep(Optional<Integer> level) {
        sleepLevel = level;
    }

    /**
     * How deep it sleeps.
     *
     * @return 1 or 2; empty while it is awake
     */
    public Optional<Integer> sleepLevel() {
        return sleepLevel;
    }

    private void thaw() throws EngineDeadException {
        while (isFrozen()) {
            requireAlive(LOOK_MILLIS);
        }
        requireAlive(0);
    }

    private boolean isFrozen() {
        return script.isOn(ScriptOrder.FROZEN) || processes.isFrozen();
    }

    private void requireAlive(long millis) throws EngineDeadException {
        try {
            if (end.await(millis, TimeUnit.MILLISECONDS)) {
                throw new EngineDeadException();
            }
        } catch (InterruptedException interrupted) {
            throw new EngineDeadException();
        }
    }
}
