package spoor.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads requests for statistics and comparisons. */
final class StatisticsRequests {
    private static final Set<String> STATS = Set.of("dataset", "from", "to", "query", "asOf", "other", "test");
    private static final Set<String> COMPARE = Set.of(
            "dataset", "asOf", "selection", "baseline", "fields", "valuesPerField", "limit", "falseDiscoveryRate");
    private static final Set<String> SELECTION = Set.of("from", "to", "query");

    /** The tests, in the order in which they are told, and their properties. */
    private static final Map<String, Set<String>> TESTS = tests();

    /** What compares the selection with another. */
    private static final Set<String> OF_TWO =
            Set.of("tTest", "welch", "mannWhitney", "kolmogorovSmirnov", "divergence");

    /** What can do so, in place of a second field. */
    private static final Set<String> OF_TWO_OR_COLUMNS = Set.of("chiSquare", "gTest", "fisher");

    private static final double LEVEL = 0.95;
    private static final double LEAST_LEVEL = 0.5;
    private static final double MOST_LEVEL = 0.999999;
    private static final double SMOOTHING = 0.5;
    private static final double MOST_SMOOTHING = 1_000_000;
    private static final int MAX_X = 16;
    private static final int MAX_P_VALUES = 100_000;
    private static final int MAX_FIELDS = 500;
    private static final int VALUES = 10;
    private static final int MAX_VALUES = 1_000;
    private static final int LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private static final double FALSE_DISCOVERY_RATE = 0.05;

    private final StrictJson json = new StrictJson();

    private static Map<String, Set<String>> tests() {
        Map<String, Set<String>> tests = new LinkedHashMap<>();
        tests.put("describe", Set.of("field", "level"));
        tests.put("correlation", Set.of("x", "y", "method", "level"));
        tests.put("tTest", Set.of("field", "level"));
        tests.put("welch", Set.of("field", "level"));
        tests.put("mannWhitney", Set.of("field"));
        tests.put("kolmogorovSmirnov", Set.of("field"));
        tests.put("chiSquare", Set.of("rows", "columns"));
        tests.put("gTest", Set.of("rows", "columns"));
        tests.put("fisher", Set.of("rows", "columns", "level"));
        tests.put("linear", Set.of("y", "x", "level"));
        tests.put("logistic", Set.of("outcome", "x", "level"));
        tests.put("fit", Set.of("field", "distributions"));
        tests.put("entropy", Set.of("field"));
        tests.put("divergence", Set.of("field", "smoothing"));
        tests.put("adjust", Set.of("pValues", "method"));
        return tests;
    }

    StatsRequest stats(JsonNode request) {
        json.isObject(request, "", STATS);
        String dataset = json.text(request, "", "dataset", "default");
        Selection events = selection(request, "");
        Long asOf = json.watermark(request, "asOf");
        Selection other = optionalSelection(request, "other");
        Optional<StatsTest> test = json.required(request, "", "test").flatMap(given -> test(given, other != null));
        json.refuseFaults();
        return new StatsRequest(dataset, events, asOf, other, test.orElseThrow());
    }

    CompareRequest compare(JsonNode request) {
        json.isObject(request, "", COMPARE);
        String dataset = json.text(request, "", "dataset", "default");
        Long asOf = json.watermark(request, "asOf");
        json.required(request, "", "selection");
        Selection selection = optionalSelection(request, "selection");
        Selection baseline = optionalSelection(request, "baseline");
        if (selection != null && baseline == null && selection.from() == null && selection.to() == null) {
            json.fault(
                    "selection",
                    "Without a 'baseline' the selection is compared with the other times, so it needs a 'from' or a 'to'");
        }
        List<String> fields = json.texts(request, "", "fields", 0, MAX_FIELDS);
        int values = (int) json.wholeNumber(request, "", "valuesPerField", 1, MAX_VALUES, VALUES);
        int limit = (int) json.wholeNumber(request, "", "limit", 1, MAX_LIMIT, LIMIT);
        double rate = json.number(request, "", "falseDiscoveryRate", 0, 1, FALSE_DISCOVERY_RATE);
        json.refuseFaults();
        return new CompareRequest(
                dataset,
                asOf,
                selection == null ? new Selection(null, null, "") : selection,
                baseline,
                fields,
                values,
                limit,
                rate);
    }

    private @Nullable Selection optionalSelection(JsonNode request, String name) {
        JsonNode selection = request.path(name);
        return selection.isMissingNode() || selection.isNull() || !json.isObject(selection, name, SELECTION)
                ? null
                : selection(selection, name);
    }

    private Selection selection(JsonNode selection, String in) {
        return new Selection(
                json.time(selection, in, "from"),
                json.time(selection, in, "to"),
                json.text(selection, in, "query", ""));
    }

    private Optional<StatsTest> test(JsonNode test, boolean hasOther) {
        if (!test.isObject() || test.size() != 1) {
            json.fault(
                    "test",
                    "A test is an object with one property, its name, such as {\"describe\": {\"field\":"
                            + " \"network.bytes\"}}");
            return Optional.empty();
        }
        String name = test.propertyNames().iterator().next();
        Set<String> properties = TESTS.get(name);
        if (properties == null) {
            List<String> names = List.copyOf(TESTS.keySet());
            String message = "There is no test '" + name + "'; the tests are " + String.join(", ", names);
            json.fault(ErrorCode.UNKNOWN_TEST, new Problem("test", null, null, message, names));
            return Optional.empty();
        }
        String in = "test." + name;
        JsonNode given = test.get(name);
        if (!json.isObject(given, in, properties)) {
            return Optional.empty();
        }
        checkOther(name, given.hasNonNull("columns"), hasOther, in);
        return Optional.of(test(name, given, in));
    }

    private void checkOther(String name, boolean hasColumns, boolean hasOther, String in) {
        boolean isOfEither = OF_TWO_OR_COLUMNS.contains(name);
        if (OF_TWO.contains(name) && !hasOther) {
            json.fault("other", "'" + name + "' compares with a second selection, such as {\"query\": \"…\"}");
        } else if (isOfEither && !hasOther && !hasColumns) {
            json.fault(in + ".columns", "'" + name + "' needs 'columns', or a second selection in 'other'");
        } else if (hasOther && (isOfEither ? hasColumns : !OF_TWO.contains(name))) {
            json.fault("other", "'" + name + (isOfEither ? "' with 'columns'" : "'") + " is of one selection");
        }
    }

    private StatsTest test(String name, JsonNode test, String in) {
        return switch (name) {
            case "describe" -> new StatsTest.Describe(json.text(test, in, "field"), level(test, in));
            case "correlation" ->
                new StatsTest.Correlation(
                        json.text(test, in, "x"),
                        json.text(test, in, "y"),
                        choice(
                                test,
                                in,
                                "method",
                                StatsTest.Correlation.Coefficient.class,
                                StatsTest.Correlation.Coefficient.PEARSON),
                        level(test, in));
            case "tTest" -> twoSample(StatsTest.TwoSample.Procedure.T_TEST, test, in);
            case "welch" -> twoSample(StatsTest.TwoSample.Procedure.WELCH, test, in);
            case "mannWhitney" -> twoSample(StatsTest.TwoSample.Procedure.MANN_WHITNEY, test, in);
            case "kolmogorovSmirnov" -> twoSample(StatsTest.TwoSample.Procedure.KOLMOGOROV_SMIRNOV, test, in);
            case "chiSquare" -> independence(StatsTest.Independence.Statistic.CHI_SQUARE, test, in);
            case "gTest" -> independence(StatsTest.Independence.Statistic.G_TEST, test, in);
            case "fisher" ->
                new StatsTest.Fisher(json.text(test, in, "rows"), optionalText(test, in, "columns"), level(test, in));
            case "linear" -> new StatsTest.Linear(json.text(test, in, "y"), x(test, in), level(test, in));
            case "logistic" -> new StatsTest.Logistic(json.text(test, in, "outcome"), x(test, in), level(test, in));
            case "fit" -> new StatsTest.Fit(json.text(test, in, "field"), distributions(test, in));
            case "entropy" -> new StatsTest.Entropy(json.text(test, in, "field"));
            case "divergence" ->
                new StatsTest.Divergence(
                        json.text(test, in, "field"), json.number(test, in, "smoothing", 0, MOST_SMOOTHING, SMOOTHING));
            case "adjust" ->
                new StatsTest.Adjust(
                        pValues(test, in),
                        choice(
                                test,
                                in,
                                "method",
                                StatsTest.Adjust.Correction.class,
                                StatsTest.Adjust.Correction.BENJAMINI_HOCHBERG));
            default -> throw new IllegalStateException("No test is called " + name);
        };
    }

    private StatsTest twoSample(StatsTest.TwoSample.Procedure method, JsonNode test, String in) {
        return new StatsTest.TwoSample(method, json.text(test, in, "field"), level(test, in));
    }

    private StatsTest independence(StatsTest.Independence.Statistic method, JsonNode test, String in) {
        return new StatsTest.Independence(method, json.text(test, in, "rows"), optionalText(test, in, "columns"));
    }

    private double level(JsonNode test, String in) {
        return json.number(test, in, "level", LEAST_LEVEL, MOST_LEVEL, LEVEL);
    }

    private @Nullable String optionalText(JsonNode test, String in, String name) {
        return test.hasNonNull(name) ? json.text(test, in, name) : null;
    }

    private List<String> x(JsonNode test, String in) {
        List<String> x = json.texts(test, in, "x", 0, MAX_X);
        if (test.path("x").isEmpty()) {
            json.fault(in + ".x", "A regression needs at least one field in 'x', such as [\"network.bytes\"]");
        }
        return x;
    }

    private List<StatsTest.Fit.Distribution> distributions(JsonNode test, String in) {
        List<StatsTest.Fit.Distribution> distributions = new ArrayList<>();
        int most = StatsTest.Fit.Distribution.values().length;
        for (String name : json.texts(test, in, "distributions", 0, most)) {
            choice(name, in + ".distributions[" + distributions.size() + "]", StatsTest.Fit.Distribution.class)
                    .ifPresent(distributions::add);
        }
        return distributions.stream().distinct().toList();
    }

    private List<Double> pValues(JsonNode test, String in) {
        List<Double> pValues = new ArrayList<>();
        json.required(test, in, "pValues");
        for (JsonNode value : json.list(test, in, "pValues", MAX_P_VALUES)) {
            pValues.add(json.number(value, in + ".pValues[" + pValues.size() + "]", 0, 1));
        }
        return pValues;
    }

    private <E extends Enum<E>> E choice(JsonNode test, String in, String name, Class<E> of, E otherwise) {
        String text = json.text(test, in, name, word(otherwise));
        return choice(text, in + "." + name, of).orElse(otherwise);
    }

    private <E extends Enum<E>> Optional<E> choice(String text, String at, Class<E> of) {
        List<String> words = new ArrayList<>();
        for (E constant : of.getEnumConstants()) {
            words.add(word(constant));
            if (word(constant).equals(text)) {
                return Optional.of(constant);
            }
        }
        json.fault(
                ErrorCode.INVALID_REQUEST,
                new Problem(at, null, null, "'" + text + "' is none of " + String.join(", ", words), words));
        return Optional.empty();
    }

    /** As it is written in JSON: LOG_NORMAL is logNormal. */
    private static String word(Enum<?> constant) {
        String[] parts = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return word.toString();
    }
}
