package spoor.storage.postgres;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import spoor.event.Event;
import spoor.event.FieldType;
import spoor.event.Schema;
import spoor.storage.Entry;
import spoor.storage.partition.Partition;

/** Puts a batch's events into their leaf, a row each. */
final class CopyEvents {
    private static final List<Schema.Promoted> PROMOTED =
            Schema.PROMOTED.stream().filter(Schema.Promoted::isColumn).toList();
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(
                            "batch",
                            "ordinal",
                            "dataset",
                            "received_day",
                            "collector",
                            "time",
                            "occurred_at",
                            "received_at"),
                    PROMOTED.stream().map(Schema.Promoted::column))
            .toList();

    private final NumberedNames names;

    CopyEvents(NumberedNames names) {
        this.names = names;
    }

    void copy(DSLContext sql, long batch, BatchDraft draft) {
        if (draft.events() > 0) {
            int dataset = names.datasets().of(draft.dataset());
            Copy.into(
                    sql,
                    Leaves.of("event", new Partition(dataset, draft.day())),
                    COLUMNS,
                    copy -> encode(batch, dataset, draft, copy));
        }
    }

    private void encode(long batch, int dataset, BatchDraft draft, BinaryCopy rows) throws IOException {
        for (int ordinal = 0; ordinal < draft.items().size(); ordinal++) {
            BatchDraft.Item item = draft.items().get(ordinal);
            if (item.entry() instanceof Entry.Read read) {
                Event event = read.event();
                rows.row(COLUMNS.size())
                        .int8(batch)
                        .int4(ordinal)
                        .int4(dataset)
                        .date(draft.day())
                        .int4(names.collectors().of(item.collector()))
                        .timestamp(event.time())
                        .timestamp(event.occurredAt())
                        .timestamp(event.receivedAt());
                for (Schema.Promoted field : PROMOTED) {
                    add(rows, event, field);
                }
            }
        }
    }

    private static void add(BinaryCopy rows, Event event, Schema.Promoted field) {
        if (field.type() == FieldType.LONG) {
            rows.int8(event.fields().wholeNumber(field.name()));
        } else {
            rows.text(event.fields().text(field.name()));
        }
    }
}
