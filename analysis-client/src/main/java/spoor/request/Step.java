package spoor.request;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step of a table: each turns the rows of the step before it into rows. */
public sealed interface Step {
    /**
     * Adds a column that holds the start of the bucket into which a time falls. Buckets are counted from 1970-01-01 UTC.
     *
     * @param field a time
     * @param every a bucket's length, at least a millisecond
     * @param as the new column's name
     */
    record Bucket(String field, Duration every, String as) implements Step {}

    /**
     * One row for each combination of values.
     *
     * @param by the columns whose values make a group; one group of all rows where empty
     * @param agg what is computed of each group: column name → such as {@code quantile(network.bytes, 0.95)}
     */
    record Group(List<String> by, Map<String, String> agg) implements Step {
        public Group {
            by = List.copyOf(by);
            agg = Collections.unmodifiableMap(new LinkedHashMap<>(agg));
        }
    }

    /**
     * Orders the rows; rows that are equal by it keep their order. Empty values come last.
     *
     * @param keys columns, the most important first; {@code -} before a name means descending
     */
    record Sort(List<String> keys) implements Step {
        public Sort {
            keys = List.copyOf(keys);
        }
    }

    /** Keeps the named columns, in this order. */
    record Select(List<String> columns) implements Step {
        public Select {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Keeps the first rows.
     *
     * @param rows 0 to 1,000,000
     */
    record Limit(int rows) implements Step {}
}
