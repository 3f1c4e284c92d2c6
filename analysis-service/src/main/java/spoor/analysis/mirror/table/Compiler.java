package spoor.analysis.mirror.table;

import java.util.List;
import spoor.request.Step;
import spoor.request.TableRequest;

/** Compiles the steps of a table, each over the relation that those before it make. */
public final class Compiler {
    private final TableSource source;

    public Compiler(TableSource source) {
        this.source = source;
    }

    /**
     * What steps make of rows.
     *
     * @param at the steps' place in the request
     * @throws NotRolledUpException where the rows are those of a {@link Rollup}, and the steps ask for more than it tells
     * @throws spoor.request.RequestException where a step does not fit the rows, with the place
     */
    public Relation compile(Relation rows, List<Step> steps, String at) {
        Relation relation = rows;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            relation = compile(isOfRollups(step) ? relation : relation.requireRows(), step, at + "[" + i + "].");
        }
        return relation.requireRows();
    }

    /** Whether a step makes the same of a {@link Rollup} as of rows, unless what it asks for is not in it. */
    private static boolean isOfRollups(Step step) {
        return switch (step) {
            case Step.Derive _, Step.Filter _, Step.Bucket _, Step.Select _ -> true;
            case Step.Group _, Step.Pivot _, Step.Top _, Step.Rarity _, Step.FirstSeen _, Step.Resample _ -> true;
            default -> false;
        };
    }

    private Relation compile(Relation rows, Step step, String in) {
        return switch (step) {
            case Step.Derive derive -> RowSteps.derive(rows, derive, in + "derive");
            case Step.Filter filter -> RowSteps.filter(rows, filter, in + "filter");
            case Step.Bucket bucket -> RowSteps.bucket(rows, bucket, in + "bucket");
            case Step.Select select -> RowSteps.select(rows, select, in + "select");
            case Step.Sort sort -> RowSteps.sort(rows, sort, in + "sort");
            case Step.Limit limit -> rows.first(limit.rows());
            case Step.Sample sample -> RowSteps.sample(rows, sample);
            case Step.Distinct distinct -> RowSteps.distinct(rows, distinct, in + "distinct");
            case Step.Melt melt -> RowSteps.melt(rows, melt, in + "melt");
            case Step.Group group -> GroupSteps.group(rows, group, in + "group");
            case Step.Pivot pivot -> GroupSteps.pivot(rows, pivot, in + "pivot", source);
            case Step.Top top -> GroupSteps.top(rows, top, in + "top", source);
            case Step.Resample resample -> ResampleStep.resample(rows, resample, in + "resample", source);
            case Step.Rarity rarity -> GroupSteps.rarity(rows, rarity, in + "rarity");
            case Step.FirstSeen firstSeen -> GroupSteps.firstSeen(rows, firstSeen, in + "firstSeen");
            case Step.Window window -> WindowSteps.window(rows, window, in + "window", source);
            case Step.Rank rank -> WindowSteps.rank(rows, rank, in + "rank", source);
            case Step.Cumulative cumulative -> WindowSteps.cumulative(rows, cumulative, in + "cumulative", source);
            case Step.Diff diff -> WindowSteps.diff(rows, diff, in + "diff", source);
            case Step.Sessionize sessionize -> WindowSteps.sessionize(rows, sessionize, in + "sessionize");
            case Step.Sequence sequence -> SequenceStep.sequence(rows, sequence, in + "sequence");
            case Step.Join join -> JoinSteps.join(rows, with(join.with(), in + "join"), join, in + "join");
            case Step.AsofJoin join ->
                JoinSteps.asofJoin(rows, with(join.with(), in + "asofJoin"), join, in + "asofJoin");
            case Step.Describe describe -> SummarySteps.describe(rows, describe, in + "describe");
            case Step.Correlate correlate -> SummarySteps.correlate(rows, correlate, in + "correlate");
            case Step.Histogram histogram -> SummarySteps.histogram(rows, histogram, in + "histogram", source);
            case Step.Quantiles quantiles -> SummarySteps.quantiles(rows, quantiles, in + "quantiles");
        };
    }

    private Relation with(TableRequest table, String in) {
        return source.ask(table, in + ".with", rows -> compile(rows, table.steps(), in + ".with.steps"));
    }
}
