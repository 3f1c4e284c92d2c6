package spoor.storage.server;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import spoor.storage.StoreException;
import spoor.storage.partition.PartitionPlan;
import spoor.storage.postgres.PartitionsAhead;

/** What the process that owns the tables does for them by the clock. */
final class Housekeeping {
    /** A night and a day in which nothing works leave the next one prepared; a dataset that is filled weekly counts as alive. */
    static final PartitionPlan PLAN = new PartitionPlan(2, 8);

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final PartitionsAhead partitions;

    Housekeeping(PartitionsAhead partitions) {
        this.partitions = partitions;
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
}
