package spoor.storage.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import spoor.storage.StoreException;
import spoor.storage.partition.PartitionPlan;
import spoor.storage.postgres.PartitionsAhead;
import spoor.storage.postgres.PostgresEventHistory;
import spoor.storage.postgres.TaskRunner;

/** What the process that owns the tables does for them: by the clock, and as it is asked. */
final class Housekeeping implements DisposableBean {
    /** A night and a day in which nothing works leave the next one prepared; a dataset that is filled weekly counts as alive. */
    static final PartitionPlan PLAN = new PartitionPlan(2, 8);

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PartitionsAhead partitions;
    private final PostgresEventHistory history;
    private final TaskRunner tasks;
    private final InstantSource clock;
    private final Thread worker;
    private volatile boolean isClosed;

    Housekeeping(PartitionsAhead partitions, PostgresEventHistory history, TaskRunner tasks, InstantSource clock) {
        this.partitions = partitions;
        this.history = history;
        this.tasks = tasks;
        this.clock = clock;
        this.worker = Thread.ofPlatform().name("store-tasks").daemon().start(this::work);
    }

    /** Every minute, so that a dataset that is new in the evening is prepared for midnight, too. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void makePartitionsAhead() {
        try {
            partitions.make().forEach(partition -> LOG.debug("Made {}", partition));
        } catch (StoreException e) {
            LOG.warn("No partitions were made ahead; writers make them when they need them: {}", e.getMessage());
        }
    }

    /** Every minute, so that who sets how long a dataset is kept sees that it is. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void dropExpiredDays() {
        try {
            int days = history.dropExpired(clock.instant());
            if (days > 0) {
                LOG.info("Dropped {} days that datasets have kept for as long as they should", days);
            }
        } catch (StoreException e) {
            LOG.warn("Not every expired day was dropped; the rest is in a minute: {}", e.getMessage());
        }
    }

    private void work() {
        while (!isClosed) {
            try {
                if (!tasks.step()) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                return;
            } catch (StoreException e) {
                if (!isClosed) {
                    LOG.warn("What was asked for waits: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        isClosed = true;
        worker.interrupt();
        worker.join(PATIENCE);
    }
}
