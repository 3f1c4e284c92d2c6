package spoor.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the steps of a table. What is left out of a step is what {@link Step} calls usual. */
final class Steps {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Each may nest a query in the one before it, and who runs them recurses; those of joined tables count, too. */
    private static final int MAX_STEPS = 64;

    private static final int MAX_ROWS = 1_000_000;

    private final StrictJson json;
    private final BiFunction<JsonNode, String, TableRequest> tables;
    private final Map<String, BiFunction<JsonNode, String, Step>> readers = new LinkedHashMap<>();
    private int read;

    /** @param tables reads a table that is joined, of the object at a place */
    Steps(StrictJson json, BiFunction<JsonNode, String, TableRequest> tables) {
        this.json = json;
        this.tables = tables;
        readers.put("derive", (step, in) -> new Step.Derive(json.textsByName(step, in)));
        readers.put("filter", (step, in) -> new Step.Filter(json.text(step, in)));
        readers.put("bucket", this::bucket);
        readers.put("group", this::group);
        readers.put("window", this::window);
        readers.put("pivot", this::pivot);
        readers.put("melt", this::melt);
        readers.put("join", this::join);
        readers.put("asofJoin", this::asofJoin);
        readers.put("select", (step, in) -> new Step.Select(json.texts(step, in)));
        readers.put("sort", (step, in) -> new Step.Sort(json.texts(step, in)));
        readers.put("limit", (step, in) -> new Step.Limit(json.wholeNumber(step, in, 0, MAX_ROWS)));
        readers.put("sample", this::sample);
        readers.put("distinct", (step, in) -> new Step.Distinct(json.texts(step, in)));
        readers.put("top", this::top);
        readers.put("sessionize", this::sessionize);
        readers.put("sequence", this::sequence);
        readers.put("resample", this::resample);
        readers.put("rank", this::rank);
        readers.put("cumulative", this::cumulative);
        readers.put("diff", this::diff);
        readers.put("describe", (step, in) -> new Step.Describe(json.texts(step, in, 0, 64)));
        readers.put("correlate", this::correlate);
        readers.put("histogram", this::histogram);
        readers.put("quantiles", this::quantiles);
        readers.put("rarity", this::rarity);
        readers.put("firstSeen", this::firstSeen);
    }

    List<Step> read(JsonNode table, String in) {
        List<Step> steps = new ArrayList<>();
        List<JsonNode> given = json.list(table, in, "steps", MAX_STEPS);
        if (read <= MAX_STEPS && (read += given.size()) > MAX_STEPS) {
            json.fault(
                    StrictJson.place(in, "steps"),
                    "There are more than " + MAX_STEPS + " steps with those of joined tables");
            return steps;
        }
        for (int i = 0; i < given.size(); i++) {
            step(given.get(i), StrictJson.place(in, "steps") + "[" + i + "]").ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(JsonNode step, String at) {
        if (!step.isObject() || step.size() != 1) {
            json.fault(at, "A step is an object with one property, its name, such as {\"limit\": 100}");
            return Optional.empty();
        }
        String name = step.propertyNames().iterator().next();
        BiFunction<JsonNode, String, Step> reader = readers.get(name);
        if (reader == null) {
            List<String> near = Nearest.to(name, readers.keySet());
            String message = "There is no step '" + name + "'; the nearest names are " + String.join(", ", near);
            json.fault(ErrorCode.UNKNOWN_STEP, new Problem(at, null, null, message, near));
            return Optional.empty();
        }
        return json.required(step, at, name).map(value -> reader.apply(value, at + "." + name));
    }

    private Step bucket(JsonNode step, String in) {
        json.isObject(step, in, Set.of("field", "every", "as"));
        String field = json.text(step, in, "field", "time");
        return new Step.Bucket(
                field, json.duration(step, in, "every", SHORTEST, LONGEST), json.text(step, in, "as", field));
    }

    private Step group(JsonNode step, String in) {
        json.isObject(step, in, Set.of("by", "agg"));
        var group = new Step.Group(json.texts(step, in, "by"), json.textsByName(step, in, "agg"));
        refuseBoth(group.by(), group.agg(), in);
        return group;
    }

    private Step window(JsonNode step, String in) {
        json.isObject(step, in, Set.of("by", "order", "add"));
        return new Step.Window(
                json.texts(step, in, "by"), json.texts(step, in, "order"), json.textsByName(step, in, "add"));
    }

    private Step pivot(JsonNode step, String in) {
        json.isObject(step, in, Set.of("rows", "columns", "value", "agg"));
        return new Step.Pivot(
                json.texts(step, in, "rows"),
                json.text(step, in, "columns"),
                json.text(step, in, "value"),
                json.text(step, in, "agg", "sum"));
    }

    private Step melt(JsonNode step, String in) {
        json.isObject(step, in, Set.of("keep", "columns", "name", "value"));
        return new Step.Melt(
                json.texts(step, in, "keep"),
                json.texts(step, in, "columns"),
                json.text(step, in, "name", "name"),
                json.text(step, in, "value", "value"));
    }

    private Step join(JsonNode step, String in) {
        json.isObject(step, in, Set.of("with", "on", "type"));
        return new Step.Join(
                with(step, in), json.texts(step, in, "on", 1, 16), json.word(step, in, "type", Step.Join.Type.inner));
    }

    private Step asofJoin(JsonNode step, String in) {
        json.isObject(step, in, Set.of("with", "on", "time", "direction", "tolerance"));
        return new Step.AsofJoin(
                with(step, in),
                json.texts(step, in, "on", 0, 16),
                json.text(step, in, "time", "time"),
                json.word(step, in, "direction", Step.AsofJoin.Direction.backward),
                step.path("tolerance").isMissingNode() || step.path("tolerance").isNull()
                        ? null
                        : json.duration(step, in, "tolerance", Duration.ZERO, LONGEST));
    }

    private TableRequest with(JsonNode step, String in) {
        return tables.apply(
                json.required(step, in, "with").orElse(JsonNodeFactory.instance.objectNode()), in + ".with");
    }

    private Step sample(JsonNode step, String in) {
        json.isObject(step, in, Set.of("rows", "seed"));
        return new Step.Sample(
                json.wholeNumber(step, in, "rows", 0, MAX_ROWS),
                json.wholeNumber(step, in, "seed", 0, Long.MAX_VALUE, 0));
    }

    private Step top(JsonNode step, String in) {
        json.isObject(step, in, Set.of("field", "rows", "by", "as"));
        return new Step.Top(
                json.text(step, in, "field"),
                (int) json.wholeNumber(step, in, "rows", 1, 10_000, 10),
                json.text(step, in, "by", "count()"),
                json.text(step, in, "as", "n"));
    }

    private Step sessionize(JsonNode step, String in) {
        json.isObject(step, in, Set.of("by", "time", "gap", "as"));
        return new Step.Sessionize(
                json.texts(step, in, "by"),
                json.text(step, in, "time", "time"),
                json.duration(step, in, "gap", SHORTEST, LONGEST),
                json.text(step, in, "as", "session"));
    }

    private Step sequence(JsonNode step, String in) {
        json.isObject(step, in, Set.of("by", "time", "within", "steps"));
        var sequence = new Step.Sequence(
                json.texts(step, in, "by"),
                json.text(step, in, "time", "time"),
                json.duration(step, in, "within", SHORTEST, LONGEST),
                json.textsByName(step, in, "steps"));
        if (sequence.steps().size() < 2 || sequence.steps().size() > 8) {
            json.fault(
                    in + ".steps", "A sequence has 2 to 8 steps, such as {\"first\": \"event.action = 'logon'\", …}");
        }
        return sequence;
    }

    private Step resample(JsonNode step, String in) {
        json.isObject(step, in, Set.of("field", "every", "by", "agg", "fill"));
        var resample = new Step.Resample(
                json.text(step, in, "field", "time"),
                json.duration(step, in, "every", SHORTEST, LONGEST),
                json.texts(step, in, "by"),
                json.textsByName(step, in, "agg"),
                json.word(step, in, "fill", Step.Resample.Fill.none));
        refuseBoth(resample.by(), resample.agg(), in);
        return resample;
    }

    private Step rank(JsonNode step, String in) {
        json.isObject(step, in, Set.of("by", "order", "as"));
        return new Step.Rank(
                json.texts(step, in, "by"), json.texts(step, in, "order", 1, 16), json.text(step, in, "as", "rank"));
    }

    private Step cumulative(JsonNode step, String in) {
        json.isObject(step, in, Set.of("by", "order", "add"));
        return new Step.Cumulative(
                json.texts(step, in, "by"), json.texts(step, in, "order"), json.textsByName(step, in, "add"));
    }

    private Step diff(JsonNode step, String in) {
        json.isObject(step, in, Set.of("by", "order", "field", "as"));
        return new Step.Diff(
                json.texts(step, in, "by"),
                json.texts(step, in, "order"),
                json.text(step, in, "field"),
                json.text(step, in, "as", "diff"));
    }

    private Step correlate(JsonNode step, String in) {
        json.isObject(step, in, Set.of("fields", "method"));
        return new Step.Correlate(
                json.texts(step, in, "fields", 2, 32), json.word(step, in, "method", Step.Correlate.Method.pearson));
    }

    private Step histogram(JsonNode step, String in) {
        json.isObject(step, in, Set.of("field", "bins", "by"));
        return new Step.Histogram(
                json.text(step, in, "field"),
                (int) json.wholeNumber(step, in, "bins", 1, 10_000, 20),
                json.texts(step, in, "by"));
    }

    private Step quantiles(JsonNode step, String in) {
        json.isObject(step, in, Set.of("field", "at", "by"));
        return new Step.Quantiles(
                json.text(step, in, "field"), json.probabilities(step, in, "at"), json.texts(step, in, "by"));
    }

    private Step rarity(JsonNode step, String in) {
        json.isObject(step, in, Set.of("of", "given", "as"));
        return new Step.Rarity(
                json.texts(step, in, "of", 1, 16),
                json.texts(step, in, "given", 0, 16),
                json.text(step, in, "as", "rarity"));
    }

    private Step firstSeen(JsonNode step, String in) {
        json.isObject(step, in, Set.of("of", "time"));
        return new Step.FirstSeen(json.texts(step, in, "of", 1, 16), json.text(step, in, "time", "time"));
    }

    private void refuseBoth(List<String> by, Map<String, String> agg, String in) {
        agg.keySet().stream()
                .filter(by::contains)
                .forEach(name -> json.fault(
                        in + ".agg." + name, "'" + name + "' is grouped by; give the aggregate another name"));
    }
}
