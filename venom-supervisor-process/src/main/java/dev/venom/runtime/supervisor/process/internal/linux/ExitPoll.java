package dev.venom.runtime.supervisor.process.internal.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that sleeps in poll(2) on descriptors of processes until one of them ends. It owns the
 * descriptors: only it closes them.
 */
final class ExitPoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExitPoll.class);
    // struct pollfd: int fd; short events; short revents (poll(2)).
    private static final int ENTRY_BYTES = 8;
    private static final int EVENTS_OFFSET = 4;
    private static final int RESULT_OFFSET = 6;
    private static final short READABLE = 1;
    private static final int FOREVER = -1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int COUNTER_BYTES = 8;

    private final LinuxCalls calls;
    private final int wakeUp;
    private final Queue<Watched> newcomers = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private boolean finished;

    /** A process that is waited for. */
    private record Watched(Pidfd descriptor, CompletableFuture<Void> exit) {}

    private ExitPoll(LinuxCalls calls) {
        this.calls = calls;
        this.wakeUp = calls.eventfd(0, CLOSE_ON_EXEC);
    }

    static ExitPoll start(LinuxCalls calls) {
        ExitPoll poll = new ExitPoll(calls);
        Thread thread = new Thread(poll::run, "venom-process-exits");
        thread.setDaemon(true);
        thread.start();
        return poll;
    }

    synchronized CompletableFuture<Void> add(Pidfd descriptor) {
        CompletableFuture<Void> exit = new CompletableFuture<>();
        if (finished) {
            descriptor.close();
            return exit;
        }
        newcomers.add(new Watched(descriptor, exit));
        exit.whenComplete((ended, cancelled) -> {
            if (exit.isCancelled()) {
                wakeUp();
            }
        });
        wakeUp();
        return exit;
    }

    @Override
    public void close() {
        closed = true;
        wakeUp();
    }

    /** Synchronized with the end of the thread: the number of a closed descriptor may soon be another's. */
    private synchronized void wakeUp() {
        if (finished) {
            return;
        }
        try (Memory one = new Memory(COUNTER_BYTES)) {
            one.setLong(0, 1);
            calls.write(wakeUp, one, new NativeLong(COUNTER_BYTES));
        }
    }

    private void run() {
        List<Watched> watched = new ArrayList<>();
        try {
            while (!closed) {
                admit(watched);
                dismissCancelled(watched);
                complete(await(watched), watched);
            }
        } catch (LastErrorException failure) {
            LOG.error("Ends of adopted processes are no longer noticed", failure);
        } finally {
            finish(watched);
        }
    }

    private void admit(List<Watched> watched) {
        for (Watched next = newcomers.poll(); next != null; next = newcomers.poll()) {
            watched.add(next);
        }
    }

    private static void dismissCancelled(List<Watched> watched) {
        watched.removeIf(each -> {
            if (each.exit().isCancelled()) {
                each.descriptor().close();
                return true;
            }
            return false;
        });
    }

    private List<Watched> await(List<Watched> watched) {
        try (Memory entries = new Memory((long) ENTRY_BYTES * (watched.size() + 1))) {
            entries.clear();
            ask(entries, 0, wakeUp);
            for (int i = 0; i < watched.size(); i++) {
                ask(entries, i + 1, watched.get(i).descriptor().descriptor());
            }
            poll(entries, watched.size() + 1);
            if (answered(entries, 0)) {
                drain();
            }
            List<Watched> ended = new ArrayList<>();
            for (int i = 0; i < watched.size(); i++) {
                if (answered(entries, i + 1)) {
                    ended.add(watched.get(i));
                }
            }
            return ended;
        }
    }

    private void poll(Pointer entries, int count) {
        try {
            calls.poll(entries, new NativeLong(count), FOREVER);
        } catch (LastErrorException failure) {
            if (failure.getErrorCode() != LinuxCalls.INTERRUPTED) {
                throw failure;
            }
        }
    }

    private static void ask(Pointer entries, int index, int descriptor) {
        entries.setInt((long) index * ENTRY_BYTES, descriptor);
        entries.setShort((long) index * ENTRY_BYTES + EVENTS_OFFSET, READABLE);
    }

    private static boolean answered(Pointer entries, int index) {
        return entries.getShort((long) index * ENTRY_BYTES + RESULT_OFFSET) != 0;
    }

    private void drain() {
        try (Memory counter = new Memory(COUNTER_BYTES)) {
            calls.read(wakeUp, counter, new NativeLong(COUNTER_BYTES));
        }
    }

    private static void complete(List<Watched> ended, List<Watched> watched) {
        watched.removeAll(ended);
        for (Watched each : ended) {
            each.descriptor().close();
            each.exit().complete(null);
        }
    }

    private synchronized void finish(List<Watched> watched) {
        finished = true;
        admit(watched);
        watched.forEach(each -> each.descriptor().close());
        calls.close(wakeUp);
    }
}
