package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.stats.Comparison;
import spoor.analysis.stats.Tally;
import spoor.request.CompareRequest;
import spoor.request.CompareResult;
import spoor.request.Selection;

/** What is different about a selection. Values are counted in the mirror; they are compared when that is given back. */
final class CompareQuestion {
    /** Of a field, those whose shares differ most. */
    private static final int VALUES = 1_000;

    /** How many columns are looked at at once: estimating distinct values takes memory for each of them. */
    private static final int AT_ONCE = 8;

    /** A field with more values is an identifier where most of its events have one of their own. */
    private static final int FEW_VALUES = 20;

    /** Fields that number things anew on each machine or at each start. */
    private static final List<String> IDENTIFIERS = List.of(".pid", ".entity_id");

    /** As sources write them that say the time once more in a field of their own. */
    private static final Pattern WRITTEN_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}.*+", Pattern.DOTALL);

    private static final String OF_TIMES = "it holds times";
    private static final Set<String> EVENTS_OWN = Set.of("id");
    private static final String PARENT = "process.parent.name";
    private static final String CHILD = "process.name";

    private final CompareRequest request;
    private final Scope scope;
    private final DSLContext sql;
    private final List<Tally> fields = new ArrayList<>();
    private final List<CompareResult.LeftOut> leftOut = new ArrayList<>();

    private CompareQuestion(CompareRequest request, Scope scope, DSLContext sql) {
        this.request = request;
        this.scope = scope;
        this.sql = sql;
    }

    /** Fetches; what is returned computes. */
    static Supplier<CompareResult> fetch(CompareRequest request, Scope scope, DSLContext sql) {
        return new CompareQuestion(request, scope, sql).fetch();
    }

    private Supplier<CompareResult> fetch() {
        long started = System.nanoTime();
        Contrast both = contrast();
        Record events = sql.select(
                        DSL.count().filterWhere(both.one()), DSL.count().filterWhere(both.other()))
                .from(both.events().table())
                .fetchSingle();
        long selected = events.get(0, Long.class);
        long baseline = events.get(1, Long.class);
        for (String field : telling(both)) {
            Contrast of = contrast();
            Column column = of.events().columns().get(field, "fields", 0);
            fields.add(tally(field, of, column.text(), null));
        }
        Tally edges = edges();
        long watermark = scope.watermark();
        return () -> {
            CompareResult result = Comparison.of(
                    selected,
                    baseline,
                    fields,
                    edges,
                    leftOut,
                    request.falseDiscoveryRate(),
                    new Comparison.Limits(request.valuesPerField(), request.limit()));
            return new CompareResult(
                    result.interpretation(),
                    result.selected(),
                    result.baseline(),
                    result.values(),
                    result.edges(),
                    result.fields(),
                    result.leftOut(),
                    result.tested(),
                    result.significant(),
                    result.warnings(),
                    watermark,
                    (System.nanoTime() - started) / 1_000_000);
        };
    }

    /** Anew for each column, so that no query reads those of another. */
    private Contrast contrast() {
        Selection baseline = request.baseline() == null
                ? new Selection(null, null, request.selection().query())
                : request.baseline();
        return Contrast.of(scope, request.selection(), "selection.query", baseline, "baseline.query");
    }

    /** The fields that were asked for, or those that are neither times nor identifiers. */
    private List<String> telling(Contrast both) {
        if (!request.fields().isEmpty()) {
            for (int i = 0; i < request.fields().size(); i++) {
                both.events().columns().get(request.fields().get(i), "fields[" + i + "]", 0);
            }
            return request.fields().stream().distinct().toList();
        }
        List<String> names = both.events().columns().names().stream()
                .filter(name -> !EVENTS_OWN.contains(name))
                .sorted()
                .toList();
        List<String> telling = new ArrayList<>();
        for (int first = 0; first < names.size(); first += AT_ONCE) {
            telling.addAll(telling(names.subList(first, Math.min(names.size(), first + AT_ONCE))));
        }
        return telling;
    }

    private List<String> telling(List<String> names) {
        Contrast both = contrast();
        List<Column> columns = new ArrayList<>();
        List<Field<?>> counts = new ArrayList<>();
        for (String name : names) {
            Column column = both.events().columns().get(name, "fields", 0);
            if (column.type() == Column.Type.TIME) {
                leftOut.add(new CompareResult.LeftOut(name, OF_TIMES));
            } else if (IDENTIFIERS.stream().anyMatch(name::endsWith)) {
                leftOut.add(new CompareResult.LeftOut(name, "it numbers things anew on each machine"));
            } else {
                columns.add(column);
                counts.add(DSL.count(column.field()));
                counts.add(DSL.aggregate("approx_count_distinct", SQLDataType.BIGINT, column.field()));
                counts.add(DSL.min(column.text()));
            }
        }
        List<String> telling = new ArrayList<>();
        if (columns.isEmpty()) {
            return telling;
        }
        Record found = sql.select(counts)
                .from(both.events().table())
                .where(both.either())
                .fetchSingle();
        for (int i = 0; i < columns.size(); i++) {
            long events = found.get(3 * i, Long.class);
            long distinct = found.get(3 * i + 1, Long.class);
            String least = found.get(3 * i + 2, String.class);
            String name = columns.get(i).name();
            if (least != null && WRITTEN_TIME.matcher(least).matches()) {
                leftOut.add(new CompareResult.LeftOut(name, OF_TIMES));
            } else if (distinct > FEW_VALUES && distinct > events / 2) {
                leftOut.add(new CompareResult.LeftOut(
                        name,
                        "nearly all its values are different: about %d in %d events".formatted(distinct, events)));
            } else if (events > 0) {
                telling.add(name);
            }
        }
        return telling;
    }

    private @Nullable Tally edges() {
        Contrast both = contrast();
        Set<String> names = both.events().columns().names();
        if (!names.contains(PARENT) || !names.contains(CHILD)) {
            return null;
        }
        return tally(
                PARENT + " → " + CHILD,
                both,
                both.events().columns().get(PARENT, "edges", 0).text(),
                both.events().columns().get(CHILD, "edges", 0).text());
    }

    /** @param target of an edge; null for a field */
    private Tally tally(String name, Contrast both, Field<String> of, @Nullable Field<String> target) {
        Field<String> value = DSL.field(DSL.name("v"), String.class);
        Field<String> end = DSL.field(DSL.name("w"), String.class);
        Field<Long> selected = DSL.field(DSL.name("a"), Long.class);
        Field<Long> baseline = DSL.field(DSL.name("b"), Long.class);
        Condition isThere = target == null ? of.isNotNull() : of.isNotNull().and(target.isNotNull());
        Field<String> to = target == null ? DSL.castNull(SQLDataType.VARCHAR) : target;
        Table<?> counted = DSL.table(sql.select(
                                of.as(value),
                                to.as(end),
                                number(both.one()).as(selected),
                                number(both.other()).as(baseline))
                        .from(both.events().table())
                        .where(both.either())
                        .and(isThere)
                        .groupBy(target == null ? List.of(of) : List.of(of, target)))
                .as(DSL.name("counted"));
        Field<Double> share = share(selected);
        Field<Double> other = share(baseline);
        List<Tally.Count> counts = new ArrayList<>();
        long distinct = 0;
        long ofSelected = 0;
        long ofBaseline = 0;
        for (Record row : sql.select(
                        value,
                        end,
                        selected,
                        baseline,
                        DSL.count().over(),
                        DSL.sum(selected).over().cast(SQLDataType.BIGINT),
                        DSL.sum(baseline).over().cast(SQLDataType.BIGINT))
                .from(counted)
                .orderBy(DSL.abs(share.minus(other)).desc(), value, end)
                .limit(VALUES)
                .fetch()) {
            counts.add(new Tally.Count(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    row.get(2, Long.class),
                    row.get(3, Long.class)));
            distinct = row.get(4, Long.class);
            ofSelected = row.get(5, Long.class);
            ofBaseline = row.get(6, Long.class);
        }
        return new Tally(name, distinct, ofSelected, ofBaseline, counts);
    }

    private static Field<Long> number(Condition condition) {
        AggregateFunction<Integer> count = DSL.count();
        return count.filterWhere(condition).cast(SQLDataType.BIGINT);
    }

    private static Field<Double> share(Field<Long> count) {
        return DSL.coalesce(
                count.cast(SQLDataType.DOUBLE)
                        .div(DSL.nullif(DSL.sum(count).over().cast(SQLDataType.DOUBLE), DSL.inline(0.0))),
                DSL.inline(0.0));
    }
}
