package spoor.analysis.graph;

/** What fields have in common whose equal values mean the same thing, so that services.exe is one vertex whoever started it. */
public final class Kind {
    private Kind() {}

    /** The kind of a field's values: {@code process.parent.name} and {@code process.name} are of one. */
    public static String of(String field) {
        return switch (field) {
            case "source.ip", "destination.ip" -> "ip";
            default -> field.replace(".parent.", ".").replace(".target.", ".");
        };
    }

    /** A vertex's id: the kind and the value, as {@code process.name:cmd.exe}. */
    public static String vertex(String field, String value) {
        return of(field) + ":" + value;
    }
}
