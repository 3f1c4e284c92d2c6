package spoor.analysis.mirror;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.request.Problem;
import spoor.request.RequestException;

/** Compiles one aggregate, such as {@code quantile(network.bytes, 0.95)}. Text is taken as the number that it spells. */
final class Aggregate {
    /** Possessive, so that what does not match is known at once, however long. */
    private static final Pattern CALL =
            Pattern.compile("\\s*+(\\w++)\\s*+\\(\\s*+([^,()\\s]*+)\\s*+(?:,\\s*+([0-9.]++)\\s*+)?+\\)\\s*+");

    private static final List<String> NAMES = List.of(
            "count",
            "distinct",
            "sum",
            "mean",
            "min",
            "max",
            "median",
            "quantile",
            "stddev",
            "variance",
            "first",
            "last",
            "mode");
    private static final Set<String> OF_ANY = Set.of("min", "max", "first", "last", "mode");

    private Aggregate() {}

    static Column compile(String name, String expression, String at, Columns columns) {
        Matcher call = CALL.matcher(expression);
        if (!call.matches()) {
            throw new RequestException(
                    "invalid_request",
                    Problem.at(at, "'" + expression + "' is no aggregate; write one as count() or sum(network.bytes)"));
        }
        String function = call.group(1);
        if (!NAMES.contains(function)) {
            throw new RequestException(
                    "unknown_function",
                    new Problem(
                            at,
                            call.start(1),
                            function.length(),
                            "There is no aggregate '" + function + "'; there are " + String.join(", ", NAMES),
                            NAMES));
        }
        String argument = call.group(2);
        Double number = number(call.group(3), function, at);
        if (argument.isEmpty()) {
            if (function.equals("count")) {
                return new Column(name, Column.Type.LONG, DSL.count().cast(SQLDataType.BIGINT));
            }
            throw new RequestException(
                    "invalid_request",
                    Problem.at(at, "'" + function + "' needs a field, as in " + function + "(field)"));
        }
        Column of = columns.get(argument, at, call.start(2));
        Field<Double> numeric = DSL.tryCast(of.field(), SQLDataType.DOUBLE);
        Field<?> field = switch (function) {
            case "count" -> DSL.count(of.field()).cast(SQLDataType.BIGINT);
            case "distinct" -> DSL.countDistinct(of.field()).cast(SQLDataType.BIGINT);
            case "sum" ->
                of.type() == Column.Type.LONG
                        ? DSL.sum(of.field().cast(SQLDataType.BIGINT)).cast(SQLDataType.BIGINT)
                        : DSL.sum(numeric).cast(SQLDataType.DOUBLE);
            case "mean" -> DSL.avg(numeric).cast(SQLDataType.DOUBLE);
            case "min" -> DSL.min(of.field());
            case "max" -> DSL.max(of.field());
            case "median", "quantile" ->
                DSL.function("quantile_cont", SQLDataType.DOUBLE, numeric, DSL.inline(number == null ? 0.5 : number));
            case "stddev" -> DSL.stddevSamp(numeric).cast(SQLDataType.DOUBLE);
            case "variance" -> DSL.varSamp(numeric).cast(SQLDataType.DOUBLE);
            case "first" ->
                DSL.function(
                        "arg_min",
                        of.field().getDataType(),
                        of.field(),
                        columns.get("time", at, 0).field());
            case "last" ->
                DSL.function(
                        "arg_max",
                        of.field().getDataType(),
                        of.field(),
                        columns.get("time", at, 0).field());
            default -> DSL.function("mode", of.field().getDataType(), of.field());
        };
        Column.Type type = OF_ANY.contains(function)
                ? of.type()
                : function.equals("count")
                                || function.equals("distinct")
                                || (function.equals("sum") && of.type() == Column.Type.LONG)
                        ? Column.Type.LONG
                        : Column.Type.DOUBLE;
        return new Column(name, type, field);
    }

    private static @Nullable Double number(@Nullable String text, String function, String at) {
        if (text == null && !function.equals("quantile")) {
            return null;
        }
        try {
            if (text != null && function.equals("quantile")) {
                double number = Double.parseDouble(text);
                if (number <= 1) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            throw quantile(at);
        }
        throw quantile(at);
    }

    private static RequestException quantile(String at) {
        return new RequestException(
                "invalid_request",
                Problem.at(at, "Only quantile takes a number, from 0 to 1, as in quantile(network.bytes, 0.95)"));
    }
}
