package spoor.storage.postgres;

import org.jooq.DSLContext;
import spoor.storage.StreamKey;

/** The numbers by which rows know datasets and collectors. */
record NumberedNames(Numbers datasets, Numbers collectors) {
    static NumberedNames in(DSLContext sql) {
        return new NumberedNames(new Numbers(sql, Tables.DATASETS), new Numbers(sql, Tables.COLLECTORS));
    }

    /** Whether both of a stream's names have numbers. */
    boolean has(StreamKey stream) {
        return datasets.has(stream.dataset()) && collectors.has(stream.collector());
    }

    void forget() {
        datasets.forget();
        collectors.forget();
    }

    int datasetOf(StreamKey stream) {
        return datasets.of(stream.dataset());
    }

    int collectorOf(StreamKey stream) {
        return collectors.of(stream.collector());
    }
}
