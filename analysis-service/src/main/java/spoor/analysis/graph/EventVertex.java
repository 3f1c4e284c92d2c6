package spoor.analysis.graph;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A vertex on its way into a graph. */
final class EventVertex {
    /** Those with most events first, in whichever window they have more. */
    static final Comparator<EventVertex> MOST_EVENTS = Comparator.comparingLong(EventVertex::mostEvents)
            .reversed()
            .thenComparing(vertex -> vertex.label)
            .thenComparing(vertex -> vertex.id);

    final String id;
    final String label;
    final String field;

    /** How many vertices it stands for. */
    final int members;

    /** Its place among the graph's, from 0; where it stands for several, that of the one it is called after. */
    int number;

    long events;

    /** In the window that is compared with. */
    long eventsBefore;

    Map<String, Object> attributes = Map.of();

    EventVertex(String field, String value) {
        this(Kind.vertex(field, value), value, Kind.of(field), 1);
    }

    private EventVertex(String id, String label, String field, int members) {
        this.id = id;
        this.label = label;
        this.field = field;
        this.members = members;
    }

    /** One for several, which is called after the one of them with most events. */
    static EventVertex standingFor(List<EventVertex> several) {
        EventVertex most = Collections.min(several, MOST_EVENTS);
        var all = new EventVertex(
                "community:" + most.id,
                "%s and %d more".formatted(most.label, several.size() - 1),
                "community",
                several.size());
        all.number = most.number;
        for (EventVertex one : several) {
            all.events += one.events;
            all.eventsBefore += one.eventsBefore;
        }
        return all;
    }

    /** In the window in which it has more. */
    long mostEvents() {
        return Math.max(events, eventsBefore);
    }

    /** The same with the numbers of their places. */
    static List<EventVertex> numbered(List<EventVertex> vertices) {
        for (int number = 0; number < vertices.size(); number++) {
            vertices.get(number).number = number;
        }
        return vertices;
    }
}
