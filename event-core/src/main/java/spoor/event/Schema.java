package spoor.event;

import java.util.List;

/**
 * The promoted fields: those that every source is mapped to where it has them. Their names are the Elastic Common Schema's.
 *
 * <p>All but the long texts ({@link Promoted#isColumn} is false) are columns of the rows in PostgreSQL; the others live in the
 * raw bytes and in the mirror.
 */
public final class Schema {
    /**
     * One promoted field.
     *
     * @param isColumn whether PostgreSQL's rows have a column for it
     */
    public record Promoted(String name, FieldType type, boolean isColumn) {
        /** The column's name: the field's with underscores for dots. */
        public String column() {
            return name.replace('.', '_');
        }
    }

    /** In the order of the columns. */
    public static final List<Promoted> PROMOTED = List.of(
            text("event.action"),
            text("event.category"),
            text("event.code"),
            text("event.provider"),
            text("event.outcome"),
            number("event.severity"),
            text("host.name"),
            text("user.name"),
            text("process.name"),
            text("process.executable"),
            number("process.pid"),
            text("process.entity_id"),
            text("process.parent.name"),
            text("process.parent.executable"),
            number("process.parent.pid"),
            text("process.parent.entity_id"),
            text("process.target.name"),
            text("process.code_signature.status"),
            text("file.path"),
            text("file.hash.sha256"),
            text("registry.path"),
            text("dll.path"),
            text("source.ip"),
            number("source.port"),
            text("destination.ip"),
            number("destination.port"),
            text("network.transport"),
            number("network.bytes"),
            text("dns.question.name"),
            text("url.full"),
            new Promoted("message", FieldType.TEXT, false),
            new Promoted("process.command_line", FieldType.TEXT, false));

    /** Those of them that are columns, in their order. */
    public static final List<Promoted> COLUMNS =
            PROMOTED.stream().filter(Promoted::isColumn).toList();

    private Schema() {}

    private static Promoted text(String name) {
        return new Promoted(name, FieldType.TEXT, true);
    }

    private static Promoted number(String name) {
        return new Promoted(name, FieldType.LONG, true);
    }
}
