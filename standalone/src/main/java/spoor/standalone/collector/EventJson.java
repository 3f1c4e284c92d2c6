package spoor.standalone.collector;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds one event as a line of ECS JSON with dotted names, for example {@code {"@timestamp":…,"process.name":"cron"}}. */
public final class EventJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private EventJson(Instant at, String action, String category) {
        fields.put("@timestamp", at.toString());
        fields.put("event.action", action);
        fields.put("event.category", category);
    }

    /** An event with its time, action and category. */
    public static EventJson at(Instant at, String action, String category) {
        return new EventJson(at, action, category);
    }

    /** Adds a field; a null or empty value adds none. */
    public EventJson with(String name, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            fields.put(name, value);
        }
        return this;
    }

    /** Without a line feed. */
    public byte[] bytes() {
        return JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
    }
}
