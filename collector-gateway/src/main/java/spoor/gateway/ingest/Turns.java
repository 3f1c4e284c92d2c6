package spoor.gateway.ingest;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets holders of numbered tickets pass one at a time, in the order of their numbers, which start at 0. Thread-safe. */
final class Turns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition passed = lock.newCondition();
    private long next;

    /** Waits until everybody with a lower number has passed. */
    void await(long ticket) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (next != ticket) {
                passed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next pass; to be called once for each ticket, after its turn. */
    void pass() {
        lock.lock();
        try {
            next++;
            passed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
