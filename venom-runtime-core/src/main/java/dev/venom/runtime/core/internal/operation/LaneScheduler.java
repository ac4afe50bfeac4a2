package dev.venom.runtime.core.internal.operation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Whose turn it is: a lane serves one ticket at a time, first come first served. One lane may serve more at
 * once (the downloads). Thread-safe; within this process only.
 */
final class LaneScheduler {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Lane> lanes = new HashMap<>();

    /** Takes a place at the end of a lane that serves {@code width} tickets at once. */
    Ticket join(String lane, int width) {
        lock.lock();
        try {
            Ticket ticket = new Ticket(lane);
            lanes.computeIfAbsent(lane, name -> new Lane(width)).tickets.addLast(ticket);
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody who waits look again whether he still wants to. */
    void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private record Lane(int width, Deque<Ticket> tickets) {
        Lane(int width) {
            this(width, new ArrayDeque<>());
        }

        boolean serves(Ticket ticket) {
            return tickets.stream().limit(width).anyMatch(served -> served == ticket);
        }
    }

    /** A place in a lane; closing it gives the place up. */
    final class Ticket implements AutoCloseable {
        private final String lane;

        private Ticket(String lane) {
            this.lane = lane;
        }

        /** Waits for the turn; returns false if {@code abandoned} became true first. */
        boolean await(BooleanSupplier abandoned) {
            lock.lock();
            try {
                while (!abandoned.getAsBoolean()) {
                    Lane own = lanes.get(lane);
                    if (own != null && own.serves(this)) {
                        return true;
                    }
                    moved.awaitUninterruptibly();
                }
                return false;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                Lane own = lanes.get(lane);
                if (own != null && own.tickets.remove(this) && own.tickets.isEmpty()) {
                    lanes.remove(lane);
                }
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
