package spoor.standalone.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each field of a dataset, one after the other, grouped by and filtered on. */
final class FieldQuestions {
    private final PlatformProcess platform;
    private final long events;
    private final int runs;

    /** @param runs of each question; one more comes before them, and is not counted */
    FieldQuestions(PlatformProcess platform, long events, int runs) {
        this.platform = platform;
        this.events = events;
        this.runs = runs;
    }

    private record Measured(String field, double seconds) {}

    /** The 20 most frequent values of each field, the events that have the most frequent one, and all fields. */
    List<Figure> ask() throws IOException, InterruptedException {
        var listing = new Timings();
        List<String> names = StreamSupport.stream(
                        listing.time(() -> platform.get("/fields?dataset=default"))
                                .spliterator(),
                        false)
                .map(field -> field.path("name").asString())
                .toList();
        List<Measured> grouped = new ArrayList<>();
        List<Measured> filtered = new ArrayList<>();
        for (String name : names) {
            JsonNode top = measured(name, TableQuestions.top(name), grouped);
            String query = queryOfFirst(name, top);
            if (query != null) {
                measured(name, TableQuestions.count(query), filtered);
            }
        }
        return List.of(
                new Figure("table", "all_fields", "spoor", listing.median(), events)
                        .with("fields", (long) names.size()),
                figure("group_by_any_field", grouped),
                figure("filter_on_any_field", filtered));
    }

    private JsonNode measured(String name, ObjectNode request, List<Measured> to)
            throws IOException, InterruptedException {
        JsonNode answer = platform.post("/table", request);
        var timings = new Timings();
        for (int run = 0; run < runs; run++) {
            timings.time(() -> platform.post("/table", request));
        }
        to.add(new Measured(name, timings.median()));
        return answer;
    }

    private static @Nullable String queryOfFirst(String name, JsonNode top) {
        for (JsonNode row : top.path("rows")) {
            JsonNode value = row.path(0);
            if (!value.isNull()) {
                return TableQuestions.escaped(name) + ":\"" + TableQuestions.quoted(value.asString()) + '"';
            }
        }
        return null;
    }

    private Figure figure(String step, List<Measured> measured) {
        List<Measured> sorted = measured.stream()
                .sorted(Comparator.comparingDouble(Measured::seconds))
                .toList();
        var worst = JsonMapper.shared().createArrayNode();
        sorted.reversed().stream()
                .limit(5)
                .forEach(field -> worst.add("%s %.3f".formatted(field.field(), field.seconds())));
        return new Figure("table", step, "spoor", sorted.get(sorted.size() / 2).seconds(), events)
                .with("fields", (long) sorted.size())
                .with("p95_seconds", sorted.get(sorted.size() * 95 / 100).seconds())
                .with("worst_seconds", sorted.getLast().seconds())
                .with("worst", worst.toString());
    }
}
