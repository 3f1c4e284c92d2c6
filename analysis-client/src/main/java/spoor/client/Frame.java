package spoor.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spoor.request.Requests;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;

/**
 * A table that is yet to be computed. Every method gives another frame, which this one stays unchanged by; nothing is asked for until
 * {@link #fetch}. The steps are those of {@link Step}, where it is said what each makes of the rows.
 */
public class Frame {
    private final Spoor spoor;
    private final TableRequest request;

    Frame(Spoor spoor, TableRequest request) {
        this.spoor = spoor;
        this.request = request;
    }

    /** Adds columns. */
    public Frame derive(Expression... columns) {
        return then(new Step.Derive(Expression.map(columns)));
    }

    /** Keeps the rows for which a condition is true. */
    public Frame filter(String condition) {
        return then(new Step.Filter(condition));
    }

    /** Adds a column with the start of the bucket into which a time falls. */
    public Frame bucket(String field, Duration every, String as) {
        return then(new Step.Bucket(field, every, as));
    }

    /** Groups rows by the values of columns, or all rows if there are none. */
    public Groups groupBy(String... columns) {
        return new Groups(List.of(columns));
    }

    /** Parts rows by the values of columns, to compute columns of a row's neighbours in its part. */
    public Parts partBy(String... columns) {
        return new Parts(List.of(columns), List.of());
    }

    /** Values as columns. */
    public Frame pivot(List<String> rows, String columns, String value, String aggregate) {
        return then(new Step.Pivot(rows, columns, value, aggregate));
    }

    /** Columns as values. */
    public Frame melt(List<String> keep, List<String> columns, String name, String value) {
        return then(new Step.Melt(keep, columns, name, value));
    }

    /**
     * Another frame's rows beside those that agree with them.
     *
     * @throws IllegalArgumentException if the other has a watermark: both are computed at this one's
     */
    public Frame join(Frame other, Step.Join.Type type, String... on) {
        return then(new Step.Join(other.joined(), List.of(on), type));
    }

    /**
     * The nearest row of another frame beside each.
     *
     * @param tolerance the longest time between the two; null for any
     * @throws IllegalArgumentException if the other has a watermark: both are computed at this one's
     */
    public Frame asofJoin(
            Frame other, String time, Step.AsofJoin.Direction direction, @Nullable Duration tolerance, String... on) {
        return then(new Step.AsofJoin(other.joined(), List.of(on), time, direction, tolerance));
    }

    /** Keeps columns, in this order. */
    public Frame select(String... columns) {
        return then(new Step.Select(List.of(columns)));
    }

    /** Orders the rows; {@code -} before a name means descending. */
    public Frame sort(String... keys) {
        return then(new Step.Sort(List.of(keys)));
    }

    /** Keeps the first rows, 1,000,000 at most. */
    public Frame limit(int rows) {
        return then(new Step.Limit(rows));
    }

    /** Keeps rows drawn by lot. */
    public Frame sample(int rows, long seed) {
        return then(new Step.Sample(rows, seed));
    }

    /** Keeps the first row of those that agree in columns, in all if none is named. */
    public Frame distinct(String... columns) {
        return then(new Step.Distinct(List.of(columns)));
    }

    /** The heaviest values of a column, and what is left. */
    public Frame top(String field, int rows, Expression weight) {
        return then(new Step.Top(field, rows, weight.text(), weight.name()));
    }

    /** Buckets of time without gaps, by values of columns. */
    public Frame resample(
            String field, Duration every, Step.Resample.Fill fill, List<String> by, Expression... aggregates) {
        return then(new Step.Resample(field, every, by, Expression.map(aggregates), fill));
    }

    /** What columns are like; all if none is named. */
    public Frame describe(String... fields) {
        return then(new Step.Describe(List.of(fields)));
    }

    /** How each two columns go together. */
    public Frame correlate(Step.Correlate.Method method, String... fields) {
        return then(new Step.Correlate(List.of(fields), method));
    }

    /** How often a number falls into each of equal intervals. */
    public Frame histogram(String field, int bins, String... by) {
        return then(new Step.Histogram(field, bins, List.of(by)));
    }

    /** The values below which shares of the numbers lie. */
    public Frame quantiles(String field, List<Double> at, String... by) {
        return then(new Step.Quantiles(field, at, List.of(by)));
    }

    /** How rare combinations are among the rows that agree in {@code given}, in bits. */
    public Frame rarity(List<String> of, List<String> given, String as) {
        return then(new Step.Rarity(of, given, as));
    }

    /** When each combination was first and last seen. */
    public Frame firstSeen(String time, String... of) {
        return then(new Step.FirstSeen(List.of(of), time));
    }

    /** One more step. */
    public Frame then(Step step) {
        List<Step> steps = new ArrayList<>(request.steps());
        steps.add(step);
        return new Frame(
                spoor,
                new TableRequest(
                        request.dataset(), request.from(), request.to(), request.query(), request.asOf(), steps));
    }

    /** The question that it asks. */
    public TableRequest request() {
        return request;
    }

    /** The question as the JSON that {@code POST /table} takes. */
    public String json() {
        return Requests.json(request).toString();
    }

    /**
     * Asks for it.
     *
     * @throws spoor.request.RequestException if the question is refused
     * @throws java.io.UncheckedIOException if there is no answer
     */
    public TableResult fetch() {
        return spoor.table(request);
    }

    final Spoor spoor() {
        return spoor;
    }

    private TableRequest joined() {
        if (request.asOf() != null) {
            throw new IllegalArgumentException("The other table is computed at this one's watermark; it takes none");
        }
        return request;
    }

    /** Rows that agree in columns, on their way to be aggregated. */
    public final class Groups {
        private final List<String> by;

        private Groups(List<String> by) {
            this.by = by;
        }

        /** One row for each group, with aggregates. */
        public Frame agg(Expression... aggregates) {
            return then(new Step.Group(by, Expression.map(aggregates)));
        }
    }

    /** Rows in parts, on their way to get columns that are computed within them. */
    public final class Parts {
        private final List<String> by;
        private final List<String> order;

        private Parts(List<String> by, List<String> order) {
            this.by = by;
            this.order = order;
        }

        /** In each part rows stand in the order of columns; {@code -} before a name means descending. */
        public Parts orderBy(String... columns) {
            return new Parts(by, Arrays.asList(columns));
        }

        /** Window functions, such as {@code rolling_mean(n, 60)}. */
        public Frame add(Expression... functions) {
            return then(new Step.Window(by, order, Expression.map(functions)));
        }

        /** The rank of a row. */
        public Frame rank(String as) {
            return then(new Step.Rank(by, order, as));
        }

        /** Running aggregates. */
        public Frame cumulative(Expression... aggregates) {
            return then(new Step.Cumulative(by, order, Expression.map(aggregates)));
        }

        /** By how much a number or a time is greater than in the row before. */
        public Frame diff(String field, String as) {
            return then(new Step.Diff(by, order, field, as));
        }

        /** The number of the session that a row belongs to; one ends where nothing happens for a time. */
        public Frame sessionize(String time, Duration gap, String as) {
            return then(new Step.Sessionize(by, time, gap, as));
        }

        /**
         * Rows that follow one another within a time.
         *
         * @param steps name → condition, in their order
         */
        public Frame sequence(String time, Duration within, Map<String, String> steps) {
            return then(new Step.Sequence(by, time, within, steps));
        }

        /** Rows that meet conditions one after the other within a time, such as {@code of("event.action = 'logon'").as("in")}. */
        public Frame sequence(String time, Duration within, Expression... steps) {
            return sequence(time, within, Expression.map(steps));
        }
    }
}
