package spoor.standalone.bench;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for {@code POST /table}. */
final class TableQuestions {
    private static final String COUNT = "{\"n\": \"count()\"}";

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

    /** Events by time and action, as the workbench draws them. */
    static ObjectNode histogram(Instant from, Instant to, String every) {
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
