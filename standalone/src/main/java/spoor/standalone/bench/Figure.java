package spoor.standalone.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One measured figure, a line of JSON: {@code bench, step, engine, seconds, events, events_per_s}, then what else was measured. */
final class Figure {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> values = new LinkedHashMap<>();
    private long eventsPerSecond;

    private Figure(String bench, String step, String engine) {
        values.put("bench", bench);
        values.put("step", step);
        values.put("engine", engine);
    }

    /** What was measured of events that are there; no time was taken. */
    static Figure of(String bench, String step, String engine, long events) {
        return new Figure(bench, step, engine).with("events", events);
    }

    /**
     * What was done, how often and for how long.
     *
     * @param engine {@code spoor}, or the yardstick's name
     */
    Figure(String bench, String step, String engine, double seconds, long events) {
        this(bench, step, engine);
        values.put("seconds", rounded(seconds));
        values.put("events", events);
        eventsPerSecond = Math.round(events / seconds);
        values.put("events_per_s", eventsPerSecond);
    }

    Figure with(String name, double value) {
        values.put(name, rounded(value));
        return this;
    }

    Figure with(String name, long value) {
        values.put(name, value);
        return this;
    }

    Figure with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** 0 where no time was taken. */
    long eventsPerSecond() {
        return eventsPerSecond;
    }

    void print(PrintWriter out) {
        out.println(JSON.writeValueAsString(values));
        out.flush();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
