package spoor.request;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a table: each turns the rows of the step before it into rows. In JSON a step is an object with one property, its name.
 *
 * <p>Rows have an order: the events that of time, then of storing; what a step makes of them as is said at the step. Empty values come last
 * in every order. Where a step takes an <em>expression</em>, an <em>aggregate</em> or a <em>window function</em>, it is written as text, such
 * as {@code network.bytes / 1024}, {@code quantile(network.bytes, 0.95)} or {@code rolling_mean(n, 60)}; a field whose name has other signs
 * than letters, digits and {@code _ . @} stands in double quotes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface Step {
    /**
     * Adds columns, or puts others in the place of those with the same names. None of them sees another of the same step.
     *
     * @param columns name → expression
     */
    @JsonTypeName("derive")
    @JsonClassDescription("Adds columns: name → expression")
    record Derive(@JsonValue Map<String, String> columns) implements Step {
        public Derive {
            columns = ordered(columns);
        }
    }

    /**
     * Keeps the rows for which a condition is true.
     *
     * @param condition an expression, such as {@code kb > 10 and process.name like 'power%'}
     */
    @JsonTypeName("filter")
    @JsonClassDescription(
            "Keeps the rows for which a condition is true, such as kb > 10 and process.name like 'power%'")
    record Filter(@JsonValue String condition) implements Step {}

    /**
     * Adds a column that holds the start of the bucket into which a time falls. Buckets are counted from 1970-01-01 UTC.
     *
     * @param field a time
     * @param every a bucket's length, at least a millisecond
     * @param as the new column's name
     */
    @JsonTypeName("bucket")
    @JsonClassDescription("Adds a column that holds the start of the bucket into which a time falls")
    record Bucket(String field, Duration every, String as) implements Step {}

    /**
     * One row for each combination of values, in the order of these.
     *
     * @param by the columns whose values make a group; one group of all rows where empty
     * @param agg what is computed of each group: column name → aggregate
     */
    @JsonTypeName("group")
    @JsonClassDescription(
            "One row for each combination of values: by, and agg: column name → aggregate: count, count_if, distinct, sum, mean, min, max, median, quantile, stddev, variance, first, last, mode, entropy, share or corr, and what is computed of them")
    record Group(List<String> by, Map<String, String> agg) implements Step {
        public Group {
            by = List.copyOf(by);
            agg = ordered(agg);
        }
    }

    /**
     * Adds columns that are computed of a row and its neighbours.
     *
     * @param by the columns whose values part the rows; a row's neighbours are those of its part
     * @param order of a part's rows: columns, {@code -} before a name means descending; the order of the rows as they come where empty
     * @param add column name → window function
     */
    @JsonTypeName("window")
    @JsonClassDescription("Adds columns computed of a row and its neighbours, such as rolling_mean(n, 60) or lag(n)")
    record Window(List<String> by, List<String> order, Map<String, String> add) implements Step {
        public Window {
            by = List.copyOf(by);
            order = List.copyOf(order);
            add = ordered(add);
        }
    }

    /**
     * One row for each combination of {@code rows}, in the order of these, and one column for each value of {@code columns}, in theirs; a
     * row without a value is left out of account.
     *
     * @param columns whose values become columns, of which there may be 1,000 at most
     * @param value the column that {@code agg} is computed of
     * @param agg an aggregate's name, such as {@code sum}
     */
    @JsonTypeName("pivot")
    @JsonClassDescription("One row for each combination of rows and one column for each value of columns")
    record Pivot(List<String> rows, String columns, String value, String agg) implements Step {
        public Pivot {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row for each row and each of its {@code columns}, which must be of one type, or become text: {@code pivot} turned back.
     *
     * @param keep columns that stay as they are
     * @param columns whose values stand below each other; all that are not kept where empty
     * @param name of the column that tells which of them a value comes from
     * @param value of the column with the values
     */
    @JsonTypeName("melt")
    @JsonClassDescription("Puts the values of columns below each other")
    record Melt(List<String> keep, List<String> columns, String name, String value) implements Step {
        public Melt {
            keep = List.copyOf(keep);
            columns = List.copyOf(columns);
        }
    }

    /**
     * Puts rows beside those of another table that agree with them in {@code on}, in the order of the first, then of the other. Columns of
     * the other that have the name of one here get {@code _2} behind it. Empty values agree with nothing.
     *
     * @param with the other table, at the same watermark; its dataset is this one's where it is left out
     * @param on columns that both have, one at least
     */
    @JsonTypeName("join")
    @JsonClassDescription("Puts rows beside those of another table that agree with them in on")
    record Join(TableRequest with, List<String> on, Type type) implements Step {
        public Join {
            on = List.copyOf(on);
        }

        /** Which rows stay: those of both, all of the first, all of either, those of the first that agree with any, or with none. */
        public enum Type {
            inner,
            left,
            full,
            semi,
            anti
        }
    }

    /**
     * Puts beside each row the last row of another table that is not later, or the first that is not earlier; none where there is none.
     *
     * @param with the other table, as in {@link Join}
     * @param on columns in which both must agree besides
     * @param time a time that both have
     * @param direction {@code backward} or {@code forward}
     * @param tolerance the longest time between the two; null for any
     */
    @JsonTypeName("asofJoin")
    @JsonClassDescription("Puts beside each row the nearest row of another table that is not later, or not earlier")
    record AsofJoin(
            TableRequest with,
            List<String> on,
            String time,
            Direction direction,
            @Nullable Duration tolerance) implements Step {
        public AsofJoin {
            on = List.copyOf(on);
        }

        /** Where the other row lies: not later, or not earlier. */
        public enum Direction {
            backward,
            forward
        }
    }

    /** Keeps the named columns, in this order. */
    @JsonTypeName("select")
    @JsonClassDescription("Keeps the named columns, in this order")
    record Select(@JsonValue List<String> columns) implements Step {
        public Select {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Orders the rows; rows that are equal by it keep their order. Empty values come last.
     *
     * @param keys columns, the most important first; {@code -} before a name means descending
     */
    @JsonTypeName("sort")
    @JsonClassDescription("Orders the rows; - before a name means descending")
    record Sort(@JsonValue List<String> keys) implements Step {
        public Sort {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Keeps the first rows.
     *
     * @param rows 0 to 1,000,000
     */
    @JsonTypeName("limit")
    @JsonClassDescription("Keeps the first rows, 0 to 1,000,000")
    record Limit(@JsonValue int rows) implements Step {}

    /**
     * Keeps rows drawn by lot, in their order; the same rows each time that the same rows come with the same seed.
     *
     * @param rows how many, 0 to 1,000,000; all where there are fewer
     */
    @JsonTypeName("sample")
    @JsonClassDescription("Keeps rows drawn by lot")
    record Sample(int rows, long seed) implements Step {}

    /**
     * Keeps the first row of those that agree in the columns, with all its columns, in their order.
     *
     * @param columns all where empty
     */
    @JsonTypeName("distinct")
    @JsonClassDescription("Keeps the first row of those that agree in the columns")
    record Distinct(@JsonValue List<String> columns) implements Step {
        public Distinct {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The heaviest values of a column, heaviest first, and one row with what is left, whose value is empty and whose column {@code others}
     * says how many values that are; so the weights add up to the true total where they are counts or sums.
     *
     * @param rows how many values, 1 to 10,000
     * @param by the weight, an aggregate
     * @param as the weight's column
     */
    @JsonTypeName("top")
    @JsonClassDescription("The heaviest values of a column, and one row with what is left")
    record Top(String field, int rows, String by, String as) implements Step {}

    /**
     * Adds the number of the session that a row belongs to, from 1 in each part: a session ends where nothing happens for {@code gap}.
     *
     * @param by the columns whose values part the rows
     * @param gap longer than this between two rows begins a new session
     */
    @JsonTypeName("sessionize")
    @JsonClassDescription("Adds the number of the session that a row belongs to")
    record Sessionize(List<String> by, String time, Duration gap, String as) implements Step {
        public Sessionize {
            by = List.copyOf(by);
        }
    }

    /**
     * Finds rows that follow one another, as EQL's {@code sequence} does: of each part, a row that meets the first condition, then a later
     * one that meets the second, and so on, all within a time. Each row of the answer is one such sequence: the part's columns, and for each
     * condition {@code NAME.time} and {@code NAME.id} where the rows have an id. Of several rows that could be next the first is taken; a row
     * that begins a sequence begins just one.
     *
     * @param by the columns in which the rows agree; rows that lack one take no part
     * @param within from the first to the last row
     * @param steps name → condition, 2 to 8 of them
     */
    @JsonTypeName("sequence")
    @JsonClassDescription("Finds rows that follow one another within a time: name → condition")
    record Sequence(List<String> by, String time, Duration within, Map<String, String> steps) implements Step {
        public Sequence {
            by = List.copyOf(by);
            steps = ordered(steps);
        }
    }

    /**
     * Aggregates by buckets of time, and has a row for each bucket from the first to the last, in each part, also where nothing happened;
     * in the order of {@code by}, then of time.
     *
     * @param every a bucket's length; there may be 1,000,000 buckets at most
     * @param fill what aggregates are where nothing happened
     */
    @JsonTypeName("resample")
    @JsonClassDescription("Aggregates by buckets of time without gaps")
    record Resample(String field, Duration every, List<String> by, Map<String, String> agg, Fill fill) implements Step {
        public Resample {
            by = List.copyOf(by);
            agg = ordered(agg);
        }

        /** Nothing, 0, the bucket before, or on the straight line between the buckets before and after. */
        public enum Fill {
            none,
            zero,
            previous,
            linear
        }
    }

    /**
     * Adds the rank of a row in its part, from 1; equal rows have the same, and the next one's counts them all.
     *
     * @param order as in {@link Window}, one column at least
     */
    @JsonTypeName("rank")
    @JsonClassDescription("Adds the rank of a row")
    record Rank(List<String> by, List<String> order, String as) implements Step {
        public Rank {
            by = List.copyOf(by);
            order = List.copyOf(order);
        }
    }

    /**
     * Adds running aggregates: of a row and all before it in its part.
     *
     * @param order as in {@link Window}
     * @param add column name → {@code count()}, or {@code sum}, {@code mean}, {@code min}, {@code max}, {@code stddev} or {@code variance} of
     *     a field
     */
    @JsonTypeName("cumulative")
    @JsonClassDescription("Adds running aggregates: column name → count(), or sum, mean, min or max of a field")
    record Cumulative(List<String> by, List<String> order, Map<String, String> add) implements Step {
        public Cumulative {
            by = List.copyOf(by);
            order = List.copyOf(order);
            add = ordered(add);
        }
    }

    /**
     * Adds by how much a number is greater than in the row before, in seconds for a time; empty in the first.
     *
     * @param order as in {@link Window}
     */
    @JsonTypeName("diff")
    @JsonClassDescription("Adds by how much a number or a time is greater than in the row before")
    record Diff(List<String> by, List<String> order, String field, String as) implements Step {
        public Diff {
            by = List.copyOf(by);
            order = List.copyOf(order);
        }
    }

    /**
     * One row for each column: {@code field, type, count, missing, distinct, mean, stddev, min, q25, median, q75, max, mode}. Numbers are
     * empty for text that spells none.
     *
     * @param fields 1 to 64; all where empty
     */
    @JsonTypeName("describe")
    @JsonClassDescription("One row for each column, with what it is like")
    record Describe(@JsonValue List<String> fields) implements Step {
        public Describe {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One row for each two columns: {@code x, y, n, r}, with {@code n} rows that have both and their coefficient of correlation, empty where
     * one of them does not vary.
     *
     * @param fields 2 to 32
     */
    @JsonTypeName("correlate")
    @JsonClassDescription("One row for each two columns, with their coefficient of correlation")
    record Correlate(List<String> fields, Method method) implements Step {
        public Correlate {
            fields = List.copyOf(fields);
        }

        /** Pearson's product-moment coefficient, or Spearman's, which is Pearson's of the ranks, equal values sharing the mean rank. */
        public enum Method {
            pearson,
            spearman
        }
    }

    /**
     * How often a number falls into each of equal intervals: {@code from} (inclusive), {@code to} (exclusive but for the last), {@code
     * count}; empty ones too.
     *
     * @param bins 1 to 10,000, from the least to the greatest number
     * @param by parts that are counted apart, in the same intervals
     */
    @JsonTypeName("histogram")
    @JsonClassDescription("How often a number falls into each of equal intervals")
    record Histogram(String field, int bins, List<String> by) implements Step {
        public Histogram {
            by = List.copyOf(by);
        }
    }

    /**
     * One row for each probability: {@code p, value}, by linear interpolation (R's type 7).
     *
     * @param at from 0 to 1, 1 to 100 of them
     * @param by parts that are looked at apart
     */
    @JsonTypeName("quantiles")
    @JsonClassDescription("One row for each probability from 0 to 1")
    record Quantiles(String field, List<Double> at, List<String> by) implements Step {
        public Quantiles {
            at = List.copyOf(at);
            by = List.copyOf(by);
        }
    }

    /**
     * How rare each combination is: one row for each, with its {@code count} and the surprise −log₂ of its share among the rows that agree
     * in {@code given}, in bits; the rarest first.
     *
     * @param of one column at least
     * @param given what is known; of all rows where empty
     */
    @JsonTypeName("rarity")
    @JsonClassDescription(
            "How rare each combination is, in bits: −log₂ of its share among the rows that agree in given")
    record Rarity(List<String> of, List<String> given, String as) implements Step {
        public Rarity {
            of = List.copyOf(of);
            given = List.copyOf(given);
        }
    }

    /**
     * When each combination was first and last seen and how often: {@code firstSeen, lastSeen, count}; the latest discovery first.
     *
     * @param of one column at least
     */
    @JsonTypeName("firstSeen")
    @JsonClassDescription("When each combination was first and last seen, and how often")
    record FirstSeen(List<String> of, String time) implements Step {
        public FirstSeen {
            of = List.copyOf(of);
        }
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
