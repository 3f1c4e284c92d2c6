package spoor.storage.postgres;

import org.jooq.DSLContext;
import spoor.storage.StreamKey;

/** The numbers by which rows know datasets and collectors. */
record NumberedNames(Numbers datasets, Numbers collectors) {
    static NumberedNames in(DSLContext sql) {
        return new NumberedNames(new Numbers(sql, Tables.DATASETS), new Numbers(sql, Tables.COLLECTORS));
    }

    int datasetOf(StreamKey stream) {
        return datasets.of(stream.dataset());
    }

    int collectorOf(StreamKey stream) {
        return collectors.of(stream.collector());
    }
}
