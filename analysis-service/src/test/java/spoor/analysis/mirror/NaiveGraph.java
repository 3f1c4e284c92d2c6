package spoor.analysis.mirror;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;

/**
 * A graph of events in memory, computed as its definition reads, event by event. It knows the weights {@code count()} and {@code sum(bytes)}, one
 * field's equality as a query of an edge, and {@code mode(user.name)} as an attribute.
 */
final class NaiveGraph {
    /** By source, target and, where these stay apart, kind. */
    final Map<List<Object>, Edge> edges = new HashMap<>();

    /** Those of each vertex. */
    final Map<String, Long> events = new HashMap<>();

    /** The most frequent {@code user.name} of each vertex that has any. */
    final Map<String, String> users = new TreeMap<>();

    static final class Edge {
        int kind = Integer.MAX_VALUE;
        double weight;
        long events;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        final Set<Object> hosts = new HashSet<>();
        final Map<Long, Long> counts = new TreeMap<>();
    }

    /** The edge of the same ends, and of the same kind where that matters. */
    @Nullable
    Edge like(GraphResult.Edge edge, GraphRequest request) {
        return edges.get(List.of(edge.source(), edge.target(), request.parallel() ? edge.kind() : 0));
    }

    NaiveGraph(GraphRequest request, List<Map<String, Object>> all, @Nullable Instant from, @Nullable Instant to) {
        Map<String, List<String>> usersAt = new HashMap<>();
        for (Map<String, Object> event : all) {
            Instant time = Office.NOON.plusSeconds(((Number) Objects.requireNonNull(event.get("second"))).longValue());
            if ((from != null && time.isBefore(from)) || (to != null && !time.isBefore(to))) {
                continue;
            }
            Set<String> at = new LinkedHashSet<>();
            for (int kind = 0; kind < request.edges().size(); kind++) {
                add(request, kind, event, time, at);
            }
            if (event.get("user.name") != null) {
                at.forEach(vertex ->
                        usersAt.computeIfAbsent(vertex, _ -> new ArrayList<>()).add((String) event.get("user.name")));
            }
        }
        usersAt.forEach((vertex, names) -> users.put(vertex, mostFrequent(names)));
    }

    private static String mostFrequent(List<String> names) {
        return names.stream().collect(groupingBy(name -> name, TreeMap::new, counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
    }

    private void add(GraphRequest request, int kind, Map<String, Object> event, Instant time, Set<String> at) {
        GraphRequest.Edge definition = request.edges().get(kind);
        String[] query = definition.query().split(":", -1);
        if (query.length == 2 && !query[1].equals(event.get(query[0]))) {
            return;
        }
        if (event.get(definition.source()) == null || event.get(definition.target()) == null) {
            return;
        }
        String source = id(definition.source(), event);
        String target = id(definition.target(), event);
        if (source.equals(target) && !request.loops()) {
            return;
        }
        if (!request.directed() && source.compareTo(target) > 0) {
            String turned = source;
            source = target;
            target = turned;
        }
        Edge edge = edges.computeIfAbsent(List.of(source, target, request.parallel() ? kind : 0), _ -> new Edge());
        edge.kind = Math.min(edge.kind, kind);
        edge.events++;
        edge.weight +=
                definition.weight().equals("count()") ? 1 : ((Number) event.getOrDefault("bytes", 0)).doubleValue();
        edge.first = edge.first.isBefore(time) ? edge.first : time;
        edge.last = edge.last.isAfter(time) ? edge.last : time;
        if (event.get("host.name") != null) {
            edge.hosts.add(event.get("host.name"));
        }
        edge.counts.merge(Math.floorDiv(time.getEpochSecond(), 60), 1L, Long::sum);
        for (String vertex : new LinkedHashSet<>(List.of(source, target))) {
            events.merge(vertex, 1L, Long::sum);
            at.add(vertex);
        }
    }

    private static String id(String field, Map<String, Object> event) {
        return field.replace(".parent.", ".").replace(".target.", ".") + ":" + event.get(field);
    }
}
