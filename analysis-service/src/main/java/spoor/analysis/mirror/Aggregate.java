package spoor.analysis.mirror;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jooq.AggregateFunction;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.ErrorCode;
import spoor.request.RequestException;

/**
 * What is computed of a group's rows, or of those of them in which a field has a value. Where there is none, it is empty; counts are 0
 * then. What needs numbers takes text as the number that it spells, and passes over what is no finite number.
 */
enum Aggregate {
    /** The number of rows. */
    COUNT,
    /** The number of different values. */
    DISTINCT,
    SUM,
    MEAN,
    MIN,
    MAX,
    MEDIAN,
    /** Between two numbers, interpolated (R-7, Hyndman and Fan, doi:10.1080/00031305.1996.10473566). */
    QUANTILE,
    /** Of a sample: empty for a single number. */
    STDDEV,
    /** Of a sample: empty for a single number. */
    VARIANCE,
    /** The value at the earliest time; of several the smallest. */
    FIRST,
    /** The value at the latest time; of several the greatest. */
    LAST,
    /** The most frequent value; of several the smallest. */
    MODE,
    /** Shannon's, in bits, of the values' frequencies (doi:10.1002/j.1538-7305.1948.tb01338.x). */
    ENTROPY,
    /** The group's part of the rows of all groups, from 0 to 1. */
    SHARE;

    private static final List<String> NAMES =
            Arrays.stream(values()).map(Aggregate::word).toList();

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A column that holds an aggregate.
     *
     * @param expression such as {@code quantile(network.bytes, 0.95)}
     * @param at its place in the request
     */
    static Column compile(String name, String expression, String at, Columns columns) {
        AggregateCall call = AggregateCall.parse(expression, at);
        Aggregate aggregate = named(call);
        double part = aggregate.part(call);
        AggregateCall.Word field = call.field();
        if (field == null) {
            return new Column(name, aggregate.type(Column.Type.LONG), aggregate.ofRows(call));
        }
        Column of = columns.get(field.text(), at, field.offset());
        return new Column(name, aggregate.type(of.type()), aggregate.of(of, part, columns, at));
    }

    private static Aggregate named(AggregateCall call) {
        AggregateCall.Word function = call.function();
        int index = NAMES.indexOf(function.text());
        if (index < 0) {
            throw call.refused(
                    ErrorCode.UNKNOWN_FUNCTION,
                    function,
                    "There is no aggregate '" + function.text() + "'; there are " + String.join(", ", NAMES),
                    NAMES);
        }
        return values()[index];
    }

    /** Which quantile. */
    private double part(AggregateCall call) {
        AggregateCall.Word number = call.number();
        if (this != QUANTILE && number == null) {
            return 0.5;
        }
        Double part = this == QUANTILE && number != null ? Numbers.parse(number.text()) : null;
        if (part == null || part > 1) {
            throw call.refused(
                    ErrorCode.INVALID_REQUEST,
                    number == null ? call.function() : number,
                    "Only quantile takes a number, from 0 to 1, as in quantile(network.bytes, 0.95)",
                    List.of());
        }
        return part;
    }

    private Column.Type type(Column.Type of) {
        return switch (this) {
            case COUNT, DISTINCT -> Column.Type.LONG;
            case SUM -> of == Column.Type.LONG ? Column.Type.LONG : Column.Type.DOUBLE;
            case MIN, MAX, FIRST, LAST, MODE -> of;
            case MEAN, MEDIAN, QUANTILE, STDDEV, VARIANCE, ENTROPY, SHARE -> Column.Type.DOUBLE;
        };
    }

    /** Of whole rows, rather than a field's values. */
    private Field<?> ofRows(AggregateCall call) {
        return switch (this) {
            case COUNT -> DSL.count().cast(SQLDataType.BIGINT);
            case SHARE -> share(DSL.count());
            case DISTINCT, SUM, MEAN, MIN, MAX, MEDIAN, QUANTILE, STDDEV, VARIANCE, FIRST, LAST, MODE, ENTROPY ->
                throw needsField(call);
        };
    }

    private RequestException needsField(AggregateCall call) {
        return call.refused(
                ErrorCode.INVALID_REQUEST,
                call.function(),
                "'" + word() + "' needs a field, as in " + word() + "(field)",
                List.of());
    }

    private Field<?> of(Column column, double part, Columns columns, String at) {
        Field<?> values = column.field();
        return switch (this) {
            case COUNT -> DSL.count(values).cast(SQLDataType.BIGINT);
            case DISTINCT -> DSL.countDistinct(values).cast(SQLDataType.BIGINT);
            case SUM ->
                column.type() == Column.Type.LONG
                        ? DSL.sum(values.cast(SQLDataType.BIGINT)).cast(SQLDataType.BIGINT)
                        : finite(DSL.sum(column.number()).cast(SQLDataType.DOUBLE));
            case MEAN -> finite(DSL.avg(column.number()).cast(SQLDataType.DOUBLE));
            case MIN -> DSL.min(values);
            case MAX -> DSL.max(values);
            case MEDIAN, QUANTILE ->
                finite(DSL.function("quantile_cont", SQLDataType.DOUBLE, column.number(), DSL.inline(part)));
            case STDDEV -> finite(DSL.stddevSamp(column.number()).cast(SQLDataType.DOUBLE));
            case VARIANCE -> finite(DSL.varSamp(column.number()).cast(SQLDataType.DOUBLE));
            case FIRST -> ofTime("arg_min", values, columns, at);
            case LAST -> ofTime("arg_max", values, columns, at);
            case MODE -> mostFrequent(values);
            case ENTROPY -> DSL.when(DSL.count(values).gt(0), DSL.function("entropy", SQLDataType.DOUBLE, values));
            case SHARE -> share(DSL.count(values));
        };
    }

    /** A result that no double can hold can't be cast either, which DuckDB refuses, as it does for whole numbers. */
    private static Field<Double> finite(Field<Double> result) {
        return DSL.when(DSL.condition(DSL.function("isfinite", SQLDataType.BOOLEAN, result)), result)
                .otherwise(result.cast(SQLDataType.DECIMAL_INTEGER).cast(SQLDataType.DOUBLE));
    }

    private static Field<?> ofTime(String function, Field<?> values, Columns columns, String at) {
        Field<?> time = columns.get("time", at, 0).field();
        return DSL.function(
                function, values.getDataType(), values, DSL.function("row", SQLDataType.OTHER, time, values));
    }

    /** DuckDB's own gives one of several by chance. The values of its histogram are in their order. */
    private static Field<?> mostFrequent(Field<?> values) {
        Field<?> histogram = DSL.function("histogram", SQLDataType.OTHER, values);
        return DSL.field(
                "map_keys({0})[list_position(map_values({0}), list_max(map_values({0})))]",
                values.getDataType(), histogram);
    }

    /** The windows of SQL are of the groups, whose counts are summed there. */
    private static Field<Double> share(AggregateFunction<Integer> count) {
        return count.cast(SQLDataType.DOUBLE)
                .div(DSL.nullif(DSL.sum(count).over().cast(SQLDataType.DOUBLE), DSL.inline(0.0)));
    }
}
