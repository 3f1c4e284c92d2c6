package spoor.standalone.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for {@code POST /table}. */
final class TableQuestions {
    private static final String COUNT = "{\"n\": \"count()\"}";

    /** Of the workbench's bars. */
    private static final List<Duration> WIDTHS = Stream.of(
                    "PT1S", "PT5S", "PT15S", "PT30S", "PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT3H", "PT6H", "PT12H",
                    "P1D", "P7D", "P30D")
            .map(Duration::parse)
            .toList();

    private TableQuestions() {}

    /** The 20 most frequent values of a field. */
    static ObjectNode top(String field) {
        ObjectNode request =
                read("{\"steps\": [{\"group\": {\"by\": [], \"agg\": %s}}, {\"sort\": [\"-n\"]}, {\"limit\": 20}]}"
                        .formatted(COUNT));
        request.withArray("/steps/0/group/by").add(field);
        return request;
    }

    /** How many events match. */
    static ObjectNode count(String query) {
        return read("{\"steps\": [{\"group\": {\"by\": [], \"agg\": %s}}]}".formatted(COUNT))
                .put("query", query);
    }

    /** Events by time and action in about 120 bars, as the workbench draws them. */
    static ObjectNode histogram(Instant from, Instant to) {
        double bar = Duration.between(from, to).toMillis() / 120.0;
        Duration every = WIDTHS.stream()
                .min(Comparator.comparingDouble(width -> Math.abs(Math.log(bar / width.toMillis()))))
                .orElseThrow();
        return histogram(from, to, every);
    }

    /** Events by time and action. */
    static ObjectNode histogram(Instant from, Instant to, Duration every) {
        return read("""
                {"steps": [{"bucket": {"field": "time", "every": "%s", "as": "bucket"}},
                  {"group": {"by": ["bucket", "event.action"], "agg": %s}}, {"sort": ["bucket", "event.action"]}]}""".formatted(every, COUNT)).put("from", from.toString()).put("to", to.toString());
    }

    /** A field's name in a query. */
    static String escaped(String name) {
        return name.replaceAll("([^\\w.])", "\\\\$1");
    }

    /** Between quotation marks in a query. */
    static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    static ObjectNode read(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
