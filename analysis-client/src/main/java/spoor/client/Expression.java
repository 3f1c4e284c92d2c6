package spoor.client;

import java.util.LinkedHashMap;
import java.util.Map;
import spoor.request.ExpressionSyntax;

/**
 * What a column is computed by, and the column's name.
 *
 * @param name of the column; the text itself unless {@link #as another} is given
 * @param text an expression, an aggregate or a window function, as {@code POST /table} takes it
 */
public record Expression(String name, String text) {
    /** One that is written as it is sent, such as {@code sum(network.bytes) / count()}. */
    public static Expression of(String text) {
        return new Expression(text, text);
    }

    /** How many rows. */
    public static Expression count() {
        return new Expression("count", "count()");
    }

    /** How many rows for which a condition is true. */
    public static Expression countIf(String condition) {
        return of("count_if(" + condition + ")");
    }

    /** How many values of a field. */
    public static Expression distinct(String field) {
        return call("distinct", field);
    }

    /** The total of a number. */
    public static Expression sum(String field) {
        return call("sum", field);
    }

    /** The arithmetic mean of a number. */
    public static Expression mean(String field) {
        return call("mean", field);
    }

    /** The least value. */
    public static Expression min(String field) {
        return call("min", field);
    }

    /** The greatest value. */
    public static Expression max(String field) {
        return call("max", field);
    }

    /** The value below which a share of the numbers lies, by linear interpolation. */
    public static Expression quantile(String field, double share) {
        return of("quantile(" + ExpressionSyntax.field(field) + ", " + share + ")");
    }

    /** The first value in the rows' order. */
    public static Expression first(String field) {
        return call("first", field);
    }

    /** The last value in the rows' order. */
    public static Expression last(String field) {
        return call("last", field);
    }

    /** The same as a column of another name. */
    public Expression as(String other) {
        return new Expression(other, text);
    }

    /**
     * As they stand in a request.
     *
     * @throws IllegalArgumentException if two have one name
     */
    static Map<String, String> map(Expression... columns) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Expression column : columns) {
            if (map.put(column.name, column.text) != null) {
                throw new IllegalArgumentException(
                        "Two columns have the name '" + column.name + "'; give one another with as");
            }
        }
        return map;
    }

    private static Expression call(String function, String field) {
        return new Expression(function + "(" + field + ")", function + "(" + ExpressionSyntax.field(field) + ")");
    }
}
