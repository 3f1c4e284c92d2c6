package spoor.analysis.mirror.table;

import java.util.List;
import java.util.function.BiConsumer;
import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What DuckDB and PostgreSQL write differently, in one place. */
final class Sql {
    private static final DSLContext WRITER = DSL.using(SQLDialect.DUCKDB);
    private static final long MICROS_A_DAY = 86_400_000_000L;

    private Sql() {}

    /** The quotient rounded down; a product and a difference of it give the start of a bucket and the place in it. */
    static Field<Long> floorDiv(Field<Long> dividend, long divisor) {
        // Truncation rounds up below zero; there is no time before FIRST, so that this many divisors ahead nothing is.
        long ahead = Math.ceilDiv(1_000_000_000_000_000_000L, divisor);
        return whole(dividend.plus(DSL.inline(ahead * divisor)), DSL.inline(divisor))
                .minus(DSL.inline(ahead));
    }

    static Field<Long> floorMod(Field<Long> dividend, long divisor) {
        return dividend.minus(floorDiv(dividend, divisor).times(DSL.inline(divisor)));
    }

    /** The quotient of whole numbers without its fraction. */
    private static Field<Long> whole(Field<Long> dividend, Field<Long> divisor) {
        return custom(SQLDataType.BIGINT, (context, isDuck) -> {
            if (isDuck) {
                context.visit(DSL.function("divide", SQLDataType.BIGINT, dividend, divisor));
            } else {
                context.visit(DSL.field("({0} / {1})", SQLDataType.BIGINT, dividend, divisor));
            }
        });
    }

    /** The day of a time, counted from 1970-01-01, as a date. */
    static Field<java.sql.Date> date(Field<Long> micros) {
        Field<Integer> days = floorDiv(micros, MICROS_A_DAY).cast(SQLDataType.INTEGER);
        return DSL.field("(date '1970-01-01' + {0})", SQLDataType.DATE, days);
    }

    /** A time as ISO 8601 has it, to the microsecond. */
    static Field<String> written(Field<Long> micros) {
        return custom(
                SQLDataType.VARCHAR,
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.field(
                                        "strftime(make_timestamp({0}), '%Y-%m-%dT%H:%M:%S.%fZ')",
                                        SQLDataType.VARCHAR, micros)
                                : DSL.field(
                                        "to_char(timestamp '1970-01-01' + {0} * interval '1 microsecond', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
                                        SQLDataType.VARCHAR, micros)));
    }

    /** The number that a text spells; empty where it spells none. */
    static Field<Double> spelt(Field<String> text) {
        return custom(
                SQLDataType.DOUBLE,
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.tryCast(text, SQLDataType.DOUBLE)
                                : DSL.field(
                                        "case when pg_input_is_valid({0}, 'double precision') then {0}::double precision end",
                                        SQLDataType.DOUBLE, text)));
    }

    /** The number, empty where it is infinite or none. */
    static Field<Double> finite(Field<Double> number) {
        return custom(
                SQLDataType.DOUBLE,
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.field("case when isfinite({0}) then {0} end", SQLDataType.DOUBLE, number)
                                : DSL.field(
                                        "case when {0} > '-Infinity' and {0} < 'Infinity' then {0} end",
                                        SQLDataType.DOUBLE, number)));
    }

    /** A text that is one of a few, as what DuckDB sorts and carries by its number; PostgreSQL needs no other form. */
    static Field<String> coded(Field<String> text, List<String> values) {
        return custom(
                SQLDataType.VARCHAR,
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.field(
                                        "cast({0} as enum({1}))",
                                        SQLDataType.VARCHAR,
                                        text,
                                        DSL.list(
                                                values.stream().map(DSL::inline).toList()))
                                : text));
    }

    /** Whether a text is like a pattern, in which % stands for any signs and _ for one. */
    static Condition like(Field<String> text, Field<String> pattern) {
        return DSL.condition(custom(
                SQLDataType.BOOLEAN,
                (context, isDuck) -> context.visit(DSL.field(
                        isDuck ? "({0} like {1})" : "({0} like {1} escape '')", SQLDataType.BOOLEAN, text, pattern))));
    }

    /** Whether a regular expression matches anywhere in a text. */
    static Field<Boolean> matches(Field<String> text, Field<String> pattern) {
        return custom(
                SQLDataType.BOOLEAN,
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.function("regexp_matches", SQLDataType.BOOLEAN, text, pattern)
                                : DSL.field("({0} ~ {1})", SQLDataType.BOOLEAN, text, pattern)));
    }

    /** The first match of a regular expression in a text, empty where there is none. */
    static Field<String> match(Field<String> text, Field<String> pattern) {
        return custom(
                SQLDataType.VARCHAR,
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.field("nullif(regexp_extract({0}, {1}), '')", SQLDataType.VARCHAR, text, pattern)
                                : DSL.field(
                                        "nullif(substring({0} from '(?:' || {1} || ')'), '')",
                                        SQLDataType.VARCHAR, text, pattern)));
    }

    /** What of a path comes after its last / or \\. */
    static Field<String> fileName(Field<String> path) {
        return DSL.field("regexp_replace({0}, '^.*[/\\\\]', '')", SQLDataType.VARCHAR, path);
    }

    /** Without the fraction. */
    static Field<Double> truncated(Field<Double> number) {
        return DSL.field("trunc({0})", SQLDataType.DOUBLE, number);
    }

    /** To the nearest of so many digits after the point, of two the one further from 0. */
    static Field<Double> rounded(Field<Double> number, int digits) {
        double factor = Math.pow(10, digits);
        Field<Double> shifted = number.times(DSL.inline(factor));
        return DSL.sign(number)
                .cast(SQLDataType.DOUBLE)
                .times(DSL.floor(DSL.abs(shifted).plus(DSL.inline(0.5))))
                .div(DSL.inline(factor))
                .cast(SQLDataType.DOUBLE);
    }

    /** The value at the least or greatest place, of rows that have one; of several at it the least or the greatest. */
    static <T> Field<T> at(boolean isFirst, Field<T> value, Field<?> place) {
        return custom(value.getDataType(), (context, isDuck) -> {
            if (isDuck) {
                context.visit(DSL.function(
                        isFirst ? "arg_min" : "arg_max",
                        value.getDataType(),
                        value,
                        DSL.function("row", SQLDataType.OTHER, place, value)));
            } else {
                context.visit(DSL.field(
                        isFirst
                                ? "(array_agg({0} order by {1}, {0}) filter (where {0} is not null))[1]"
                                : "(array_agg({0} order by {1} desc, {0} desc) filter (where {0} is not null))[1]",
                        value.getDataType(),
                        value,
                        place));
            }
        });
    }

    /** Beside each row of one the nearest of another that agrees with it, of which there is one at a time at most. */
    static Table<?> asofJoin(
            Table<?> one, Table<?> other, Condition agree, Field<Long> time, Field<Long> nearest, boolean isBackward) {
        return DSL.table(
                "{0}",
                new AsofJoin(
                        one,
                        other,
                        agree.and(isBackward ? time.ge(nearest) : time.le(nearest)),
                        isBackward ? nearest.desc() : nearest.asc()));
    }

    /** Whole numbers from one to another, {@code b.start}. */
    static Table<?> series(long first, long last, long step) {
        return DSL.table("generate_series({0}, {1}, {2})", DSL.inline(first), DSL.inline(last), DSL.inline(step))
                .as("b", "start");
    }

    static final Field<Long> START = DSL.field(DSL.name("b", "start"), SQLDataType.BIGINT);

    /**
     * An aggregate over rows of a part, up to a row and those of its time.
     *
     * @param before how much earlier the first may be, in microseconds
     */
    static Field<?> over(Field<?> aggregate, List<Field<?>> by, Field<Long> time, long before) {
        return by.isEmpty()
                ? DSL.field(
                        "{0} over (order by {1} range between {2} preceding and current row)",
                        aggregate.getDataType(), aggregate, time, DSL.inline(before))
                : DSL.field(
                        "{0} over (partition by {1} order by {2} range between {3} preceding and current row)",
                        aggregate.getDataType(), aggregate, DSL.list(by), time, DSL.inline(before));
    }

    /** The least or the greatest value of a group; of truth values the least is false. */
    static AggregateFunction<?> extreme(boolean isLeast, Value value) {
        if (value.type() == Column.Type.BOOLEAN) {
            return isLeast ? DSL.boolAnd(value.condition()) : DSL.boolOr(value.condition());
        }
        return isLeast ? DSL.min(value.field()) : DSL.max(value.field());
    }

    /** Of the numbers of a group, by linear interpolation (R's type 7). */
    static Field<Double> quantile(double probability, Field<Double> number) {
        return DSL.percentileCont(DSL.inline(probability))
                .withinGroupOrderBy(number)
                .cast(SQLDataType.DOUBLE);
    }

    /** The most frequent value, of several the least. */
    static Field<?> mode(Field<?> value) {
        return custom(
                value.getDataType(),
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.field("mode({0} order by {0})", value.getDataType(), value)
                                : DSL.field("mode() within group (order by {0})", value.getDataType(), value)));
    }

    /** Of the shares of a group's values, in bits. */
    static Field<Double> entropy(Field<?> value) {
        return custom(
                SQLDataType.DOUBLE,
                (context, isDuck) -> context.visit(
                        isDuck
                                ? DSL.field("case when count({0}) > 0 then entropy({0}) end", SQLDataType.DOUBLE, value)
                                : DSL.field(
                                        "(select abs(sum(n / s * ln(n / s))) / ln(2) from (select count(*)::double precision n, sum(count(*)) over ()::double precision s from unnest(array_agg({0})) v where v is not null group by v) q)",
                                        SQLDataType.DOUBLE, value)));
    }

    /** How long it is, written. */
    static int length(Field<?> field) {
        return WRITER.renderInlined(field).length();
    }

    static DataType<?> type(Column.Type type) {
        return switch (type) {
            case TEXT -> SQLDataType.VARCHAR;
            case LONG, TIME -> SQLDataType.BIGINT;
            case DOUBLE -> SQLDataType.DOUBLE;
            case BOOLEAN -> SQLDataType.BOOLEAN;
        };
    }

    private static <T> Field<T> custom(DataType<T> type, BiConsumer<Context<?>, Boolean> sql) {
        return CustomField.of("f", type, context -> sql.accept(context, context.family() == SQLDialect.DUCKDB));
    }

    /** Two tables of which each row of the first has the nearest of the second beside it. */
    private static final class AsofJoin extends CustomQueryPart {
        private static final long serialVersionUID = 1;

        private final transient Table<?> one;
        private final transient Table<?> other;
        private final transient Condition condition;
        private final transient SortField<?> nearest;

        AsofJoin(Table<?> one, Table<?> other, Condition condition, SortField<?> nearest) {
            this.one = one;
            this.other = other;
            this.condition = condition;
            this.nearest = nearest;
        }

        @Override
        public void accept(Context<?> context) {
            context.declareTables(true, within -> within.visit(one));
            if (context.family() == SQLDialect.DUCKDB) {
                context.sql(" asof left join ").declareTables(true, within -> within.visit(other));
                context.sql(" on ").visit(condition);
            } else {
                context.sql(" left join lateral (select * from ").declareTables(true, within -> within.visit(other));
                context.sql(" where ").visit(condition).sql(" order by ").visit(nearest);
                context.sql(" limit 1) as b on true");
            }
        }
    }
}
