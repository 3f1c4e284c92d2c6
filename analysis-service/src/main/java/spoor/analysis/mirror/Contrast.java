package spoor.analysis.mirror;

import java.time.Instant;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Relation;
import spoor.event.Micros;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Selection;

/**
 * Two selections of the same events, of which the second has none of the first: an event that is in both belongs to the first.
 *
 * @param events those of both, and others
 * @param one which events are in the first; never null
 * @param other which events are in the second; never null
 */
record Contrast(Relation events, Condition one, Condition other) {
    /** @param at where the selections stand in the request, such as {@code other}; empty for the request itself */
    static Contrast of(Scope scope, Selection one, String at, Selection other, String otherAt) {
        Relation events = scope.events(earliest(one.from(), other.from()), latest(one.to(), other.to()), "");
        Condition first = at(at, () -> condition(events, one));
        Condition second = at(otherAt, () -> condition(events, other));
        return new Contrast(events, first, second.and(first.not()));
    }

    Chosen chosen() {
        return new Chosen(events, one);
    }

    Chosen others() {
        return new Chosen(events, other);
    }

    /** Those that are in either. */
    Condition either() {
        return one.or(other);
    }

    /** Does what may refuse a query, so that the refusal names where that query stands. */
    static <T> T at(String place, Supplier<T> action) {
        try {
            return action.get();
        } catch (RequestException e) {
            throw new RequestException(
                    e.code(),
                    e.problems().stream()
                            .map(problem -> problem.at().equals("query") && !place.isEmpty()
                                    ? new Problem(
                                            place,
                                            problem.offset(),
                                            problem.length(),
                                            problem.message(),
                                            problem.suggestions())
                                    : problem)
                            .toList());
        }
    }

    /** Whether an event matches a query, where nothing is no. */
    static Condition matches(Relation events, String query) {
        return isTrue(Search.condition(query, "query", events.columns()));
    }

    private static Condition condition(Relation events, Selection selection) {
        Condition condition = Search.condition(selection.query(), "query", events.columns());
        if (selection.from() != null) {
            condition = condition.and(EventTable.TIME.ge(Micros.ofNearest(selection.from())));
        }
        if (selection.to() != null) {
            condition = condition.and(EventTable.TIME.lt(Micros.ofNearest(selection.to())));
        }
        return isTrue(condition);
    }

    private static Condition isTrue(Condition condition) {
        // No condition at all would be no value here, which is not true.
        Condition certain = DSL.trueCondition().and(condition);
        return DSL.condition(DSL.coalesce(DSL.field(certain), DSL.inline(false)));
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isBefore(other) ? one : other;
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }

    /** Some events of a relation. */
    record Chosen(Relation events, Condition condition) {
        static Chosen of(Scope scope, Selection selection) {
            Relation events = scope.events(selection.from(), selection.to(), selection.query());
            return new Chosen(events, events.condition());
        }
    }
}
