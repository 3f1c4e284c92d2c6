package spoor.storage.postgres;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Name;
import spoor.event.Event;
import spoor.event.FieldType;
import spoor.event.Schema;

/** The rows of one batch's events, encoded for COPY into one leaf. */
final class EventRows {
    private static final List<Schema.Promoted> PROMOTED =
            Schema.PROMOTED.stream().filter(Schema.Promoted::isColumn).toList();
    private static final List<String> FIXED =
            List.of("batch", "ordinal", "dataset", "received_day", "collector", "time", "occurred_at", "received_at");
    private static final String COLUMNS = Stream.concat(
                    FIXED.stream(), PROMOTED.stream().map(Schema.Promoted::column))
            .collect(Collectors.joining(", "));

    private final BinaryCopy copy = new BinaryCopy();
    private final long batch;
    private final int dataset;
    private final LocalDate day;

    EventRows(long batch, int dataset, LocalDate day) {
        this.batch = batch;
        this.dataset = dataset;
        this.day = day;
    }

    /** The COPY statement for {@code leaf}, whose name is made of numbers alone. */
    static String copyInto(Name leaf) {
        return "copy " + leaf.quotedName() + " (" + COLUMNS + ") from stdin with (format binary)";
    }

    void add(int ordinal, int collector, Event event) {
        copy.row(FIXED.size() + PROMOTED.size())
                .int8(batch)
                .int4(ordinal)
                .int4(dataset)
                .date(day)
                .int4(collector)
                .timestamp(event.time())
                .timestamp(event.occurredAt())
                .timestamp(event.receivedAt());
        for (Schema.Promoted field : PROMOTED) {
            if (field.type() == FieldType.LONG) {
                copy.int8(event.fields().wholeNumber(field.name()));
            } else {
                copy.text(event.fields().text(field.name()));
            }
        }
    }

    byte[] end() {
        return copy.end();
    }
}
