package spoor.analysis.mirror;

import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the mirror holds now, and what it held before for as long as a question looks at it. Nobody waits here for a question, and no
 * question for anybody. Thread-safe.
 */
final class Contents {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** How many questions look at each. */
    private final IdentityHashMap<Content, Integer> borrowed = new IdentityHashMap<>();

    private Content present;
    private boolean isCurrent;

    /** @param first what was kept from before: it counts only when the store has told what has changed since */
    Contents(Content first) {
        present = first;
    }

    /** A content that stays as it is until it is given back. */
    final class Loan implements AutoCloseable {
        private final Content content;

        private Loan(Content content) {
            this.content = content;
        }

        Content content() {
            return content;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                borrowed.computeIfPresent(content, (_, questions) -> questions == 1 ? null : questions - 1);
            } finally {
                lock.unlock();
            }
        }
    }

    Loan borrow() {
        lock.lock();
        try {
            borrowed.merge(present, 1, Integer::sum);
            return new Loan(present);
        } finally {
            lock.unlock();
        }
    }

    Content present() {
        lock.lock();
        try {
            return present;
        } finally {
            lock.unlock();
        }
    }

    /** The next content is made of the present one. */
    Content change(UnaryOperator<Content> next) {
        return tryChange(content -> Optional.of(next.apply(content))).orElseThrow();
    }

    /** The next content is made of the present one, or nothing changes. */
    Optional<Content> tryChange(Function<Content, Optional<Content>> next) {
        lock.lock();
        try {
            Optional<Content> changed = next.apply(present);
            changed.ifPresent(content -> {
                present = content;
                moved.signalAll();
            });
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** From now on it counts: the store has told what has changed. */
    void confirm() {
        lock.lock();
        try {
            isCurrent = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the content counts and has come to a watermark; false if it has not when {@code timeout} is over. */
    boolean await(long watermark, Duration timeout) {
        lock.lock();
        try {
            long nanos = timeout.toNanos();
            while (!isAt(watermark) && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return isAt(watermark);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The names of the files that are seen, now or by a question that began before. */
    Set<String> inUse() {
        lock.lock();
        try {
            Set<String> names = new HashSet<>();
            borrowed.keySet().forEach(content -> content.forEachName(names::add));
            present.forEachName(names::add);
            return names;
        } finally {
            lock.unlock();
        }
    }

    private boolean isAt(long watermark) {
        return isCurrent && present.watermark() >= watermark;
    }
}
