package spoor.event;

import java.util.Set;

/**
 * What an answer calls the parts of an event: the properties that Spoor gives it, and its fields. A field that its source calls as one of
 * the properties is called {@code original.} and that name, such as {@code original.id}. One that is called so already gets one more
 * {@code original.}, so that no two are called the same and each can be told back.
 */
public final class EventNames {
    public static final String ID = "id";
    public static final String TIME = "time";
    public static final String OCCURRED_AT = "occurredAt";
    public static final String RECEIVED_AT = "receivedAt";
    public static final String COLLECTOR = "collector";
    public static final String DATASET = "dataset";

    private static final Set<String> PROPERTIES = Set.of(ID, TIME, OCCURRED_AT, RECEIVED_AT, COLLECTOR, DATASET);
    private static final String ORIGINAL = "original.";

    private EventNames() {}

    /** What a field is called. */
    public static String ofField(String field) {
        return isOfProperty(field) ? ORIGINAL + field : field;
    }

    /** The field that is called so, where it is no property. */
    public static String field(String name) {
        return name.startsWith(ORIGINAL) && isOfProperty(name) ? name.substring(ORIGINAL.length()) : name;
    }

    private static boolean isOfProperty(String name) {
        String last = name;
        while (last.startsWith(ORIGINAL)) {
            last = last.substring(ORIGINAL.length());
        }
        return PROPERTIES.contains(last);
    }
}
