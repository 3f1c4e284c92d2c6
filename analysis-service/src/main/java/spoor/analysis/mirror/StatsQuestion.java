package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import spoor.analysis.stats.Adjustment;
import spoor.analysis.stats.Contingency;
import spoor.analysis.stats.Correlations;
import spoor.analysis.stats.Description;
import spoor.analysis.stats.Finding;
import spoor.analysis.stats.Fits;
import spoor.analysis.stats.Independence;
import spoor.analysis.stats.LogisticRegression;
import spoor.analysis.stats.Regression;
import spoor.analysis.stats.Sample;
import spoor.analysis.stats.Spread;
import spoor.analysis.stats.TwoSamples;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Selection;
import spoor.request.StatsRequest;
import spoor.request.StatsResult;
import spoor.request.StatsTest;

/** A statistical procedure over events. What it needs is fetched from the mirror first, and computed with when that is given back. */
final class StatsQuestion {
    /** Of different values of a field. */
    private static final long MOST_CHARACTERS = 50_000_000;

    private static final int VALUES = 1_000_000;

    /** Of a table of counts, with those that are empty. */
    private static final int CELLS = 250_000;

    /** Of events in the smallest row or column of an exact test, which takes time in proportion. */
    private static final int EXACT = 10_000_000;

    private static final String SELECTION = "selection";
    private static final String OTHER = "other";

    private final StatsRequest request;
    private final Scope scope;
    private final DSLContext sql;
    private long events;
    private boolean isSampled;

    private StatsQuestion(StatsRequest request, Scope scope, DSLContext sql) {
        this.request = request;
        this.scope = scope;
        this.sql = sql;
    }

    /** Fetches; what is returned computes. */
    static Supplier<StatsResult> fetch(StatsRequest request, Scope scope, DSLContext sql) {
        long started = System.nanoTime();
        var question = new StatsQuestion(request, scope, sql);
        Supplier<Finding> computation = question.fetch();
        long watermark = scope.watermark();
        return () -> question.result(computation.get(), watermark, started);
    }

    private StatsResult result(Finding finding, long watermark, long started) {
        List<String> warnings = new ArrayList<>(finding.warnings());
        if (isSampled) {
            warnings.addFirst("There are more values than are taken at once: computed from %d of them, chosen by chance"
                    .formatted(finding.n()));
        }
        return new StatsResult(
                request.test().name(),
                finding.interpretation(),
                finding.n(),
                events,
                isSampled,
                finding.numbers(),
                finding.parts(),
                warnings,
                watermark,
                (System.nanoTime() - started) / 1_000_000);
    }

    private Supplier<Finding> fetch() {
        return switch (request.test()) {
            case StatsTest.Describe test -> {
                Sample sample = numbers(one(), List.of(test.field()), "field").getFirst();
                yield () -> Description.of(sample, test.level());
            }
            case StatsTest.Correlation test -> correlation(test);
            case StatsTest.TwoSample test -> twoSample(test);
            case StatsTest.Independence test -> independence(test);
            case StatsTest.Fisher test -> fisher(test);
            case StatsTest.Linear test -> {
                List<String> fields = new ArrayList<>(List.of(test.y()));
                fields.addAll(test.x());
                List<Sample> samples = numbers(one(), fields, "y");
                yield () -> Regression.linear(samples.getFirst(), samples.subList(1, samples.size()), test.level());
            }
            case StatsTest.Logistic test -> {
                Contrast.Chosen chosen = one();
                Condition outcome =
                        Contrast.at(place("outcome"), () -> Contrast.matches(chosen.events(), test.outcome()));
                FieldNumbers numbers =
                        FieldNumbers.of(sql, chosen, test.x(), places(test.x().size(), 0, ""), outcome);
                isSampled |= numbers.isSampled();
                yield () -> LogisticRegression.of(test.outcome(), numbers.matches(), numbers.samples(), test.level());
            }
            case StatsTest.Fit test -> {
                Sample sample = numbers(one(), List.of(test.field()), "field").getFirst();
                yield () -> Fits.of(sample, test.distributions());
            }
            case StatsTest.Entropy test -> {
                Map<String, Long> counts = counts(one(), test.field(), "field");
                yield () -> Spread.entropy(test.field(), counts);
            }
            case StatsTest.Divergence test -> {
                Contrast both = two();
                Map<String, Long> counts = counts(both.chosen(), test.field(), "field");
                Map<String, Long> others = counts(both.others(), test.field(), "field");
                yield () -> Spread.divergence(test.field(), counts, others, test.smoothing());
            }
            case StatsTest.Adjust test -> () -> Adjustment.of(test.pValues(), test.method());
        };
    }

    private Supplier<Finding> correlation(StatsTest.Correlation test) {
        FieldNumbers numbers =
                FieldNumbers.of(sql, one(), List.of(test.x(), test.y()), List.of(place("x"), place("y")), null);
        isSampled = numbers.isSampled();
        Sample x = numbers.samples().getFirst();
        Sample y = numbers.samples().getLast();
        return () -> switch (test.method()) {
            case PEARSON -> Correlations.pearson(x, y, test.level());
            case SPEARMAN -> Correlations.spearman(x, y, test.level());
            case KENDALL -> Correlations.kendall(x, y);
        };
    }

    private Supplier<Finding> twoSample(StatsTest.TwoSample test) {
        Contrast both = two();
        Sample x = numbers(both.chosen(), List.of(test.field()), "field").getFirst();
        Sample y = numbers(both.others(), List.of(test.field()), "field").getFirst();
        return () -> switch (test.method()) {
            case T_TEST -> TwoSamples.student(x, y, test.level());
            case WELCH -> TwoSamples.welch(x, y, test.level());
            case MANN_WHITNEY -> TwoSamples.mannWhitney(x, y);
            case KOLMOGOROV_SMIRNOV -> TwoSamples.kolmogorovSmirnov(x, y);
        };
    }

    private Supplier<Finding> independence(StatsTest.Independence test) {
        String columns = test.columns();
        List<Contingency.Cell> cells = columns == null ? ofSelections(test.rows()) : cells(test.rows(), columns);
        long rows = cells.stream().map(Contingency.Cell::row).distinct().count();
        long across = cells.stream().map(Contingency.Cell::column).distinct().count();
        if (rows * across > CELLS) {
            throw tooLarge(
                    place("rows"),
                    "%d values by %d make more than %d cells; narrow the query".formatted(rows, across, CELLS));
        }
        String name = columns == null ? "the selection" : columns;
        return () -> {
            Contingency table = Contingency.of(cells);
            return switch (test.method()) {
                case CHI_SQUARE -> Independence.chiSquare(test.rows(), name, table);
                case G_TEST -> Independence.gTest(test.rows(), name, table);
            };
        };
    }

    private List<Contingency.Cell> ofSelections(String field) {
        Contrast both = two();
        List<Contingency.Cell> cells = new ArrayList<>();
        counts(both.chosen(), field, "rows")
                .forEach((value, count) -> cells.add(new Contingency.Cell(value, SELECTION, count)));
        counts(both.others(), field, "rows")
                .forEach((value, count) -> cells.add(new Contingency.Cell(value, OTHER, count)));
        return cells;
    }

    private List<Contingency.Cell> cells(String rows, String columns) {
        Contrast.Chosen chosen = one();
        Field<String> row =
                chosen.events().columns().get(rows, place("rows"), 0).text();
        Field<String> column =
                chosen.events().columns().get(columns, place("columns"), 0).text();
        List<Contingency.Cell> cells = new ArrayList<>();
        for (Record found : sql.select(row, column, DSL.count())
                .from(chosen.events().table())
                .where(chosen.condition())
                .and(row.isNotNull())
                .and(column.isNotNull())
                .groupBy(row, column)
                .limit(CELLS + 1)
                .fetch()) {
            cells.add(new Contingency.Cell(
                    found.get(0, String.class), found.get(1, String.class), found.get(2, Long.class)));
        }
        return cells;
    }

    private Supplier<Finding> fisher(StatsTest.Fisher test) {
        Contrast both = test.columns() == null ? two() : null;
        Contrast.Chosen chosen = both == null ? one() : new Contrast.Chosen(both.events(), both.either());
        Condition row = Contrast.at(place("rows"), () -> Contrast.matches(chosen.events(), test.rows()));
        Condition column = both != null
                ? both.one()
                : Contrast.at(
                        place("columns"),
                        () -> Contrast.matches(chosen.events(), Objects.requireNonNull(test.columns())));
        Record counts = sql.select(
                        DSL.count().filterWhere(row.and(column)),
                        DSL.count().filterWhere(row.andNot(column)),
                        DSL.count().filterWhere(column.andNot(row)),
                        DSL.count().filterWhere(row.or(column).not()))
                .from(chosen.events().table())
                .where(chosen.condition())
                .fetchSingle();
        long[] of = new long[4];
        for (int i = 0; i < of.length; i++) {
            of[i] = counts.get(i, Long.class);
        }
        long least = Math.min(Math.min(of[0] + of[1], of[2] + of[3]), Math.min(of[0] + of[2], of[1] + of[3]));
        if (least > EXACT || of[0] + of[1] + of[2] + of[3] > Integer.MAX_VALUE) {
            throw tooLarge(
                    place("rows"),
                    "The exact test is of up to %d events that match, or do not; 'gTest' takes more".formatted(EXACT));
        }
        String columns = test.columns() == null ? "the selection" : test.columns();
        return () -> Independence.fisher(test.rows(), columns, of[0], of[1], of[2], of[3], test.level());
    }

    /** The request's events. */
    private Contrast.Chosen one() {
        Contrast.Chosen chosen = Contrast.Chosen.of(scope, request.selection());
        events = count(chosen);
        return chosen;
    }

    /** The request's events and the others. */
    private Contrast two() {
        Selection other = Objects.requireNonNull(request.other());
        Contrast both = Contrast.of(scope, request.selection(), "query", other, "other.query");
        events = count(new Contrast.Chosen(both.events(), both.either()));
        return both;
    }

    private long count(Contrast.Chosen chosen) {
        return sql.select(DSL.count())
                .from(chosen.events().table())
                .where(chosen.condition())
                .fetchSingle(0, Long.class);
    }

    /** Of the first field, called so in the test, and of those of its {@code x}. */
    private List<Sample> numbers(Contrast.Chosen chosen, List<String> fields, String first) {
        FieldNumbers numbers = FieldNumbers.of(sql, chosen, fields, places(fields.size(), 1, first), null);
        isSampled |= numbers.isSampled();
        return numbers.samples();
    }

    private List<String> places(int fields, int named, String first) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            places.add(i < named ? place(first) : place("x[" + (i - named) + "]"));
        }
        return places;
    }

    private Map<String, Long> counts(Contrast.Chosen chosen, String field, String property) {
        Field<String> value =
                chosen.events().columns().get(field, place(property), 0).text();
        Map<String, Long> counts = new TreeMap<>();
        long characters = 0;
        for (Record row : sql.select(value, DSL.count())
                .from(chosen.events().table())
                .where(chosen.condition())
                .and(value.isNotNull())
                .groupBy(value)
                .limit(VALUES + 1)
                .fetchLazy()) {
            String text = row.get(0, String.class);
            counts.put(text, row.get(1, Long.class));
            characters += text.length();
            if (characters > MOST_CHARACTERS) {
                throw tooLarge(place(property), "The values of '%s' are too long; narrow the query".formatted(field));
            }
        }
        if (counts.size() > VALUES) {
            throw tooLarge(place(property), "'%s' has more than %d values; narrow the query".formatted(field, VALUES));
        }
        return counts;
    }

    private String place(String property) {
        return "test." + request.test().name() + "." + property;
    }

    private static RequestException tooLarge(String at, String message) {
        return new RequestException(ErrorCode.TOO_LARGE, Problem.at(at, message));
    }
}
