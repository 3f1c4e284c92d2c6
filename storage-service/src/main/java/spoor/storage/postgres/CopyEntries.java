package spoor.storage.postgres;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import spoor.event.BinaryFields;
import spoor.event.Event;
import spoor.event.Schema;
import spoor.storage.Entry;
import spoor.storage.partition.Partition;

/** Puts a batch's entries into their leaves, a row each: the events into one, what could not be read, be it a flood, into another. */
final class CopyEntries {
    private static final List<String> COMMON =
            List.of("batch", "ordinal", "dataset", "received_day", "collector", "received_at");
    private static final List<String> EVENTS = columns(Stream.concat(
            Stream.of("time", "occurred_at"), Schema.COLUMNS.stream().map(Schema.Promoted::column)));
    private static final List<String> MALFORMED =
            columns(Stream.of("reason", "byte_offset", "payload_bytes", "sha256"));

    private final NumberedNames names;

    CopyEntries(NumberedNames names) {
        this.names = names;
    }

    void copy(DSLContext sql, long batch, BatchDraft draft) {
        if (draft.events() > 0) {
            copy(sql, batch, draft, "event", EVENTS, Entry.Read.class);
        }
        if (draft.malformed() > 0) {
            copy(sql, batch, draft, "malformed", MALFORMED, Entry.Malformed.class);
        }
    }

    private void copy(
            DSLContext sql,
            long batch,
            BatchDraft draft,
            String table,
            List<String> columns,
            Class<? extends Entry> kind) {
        int dataset = names.datasets().of(draft.dataset());
        Copy.into(sql, Leaves.of(table, new Partition(dataset, draft.day())), columns, rows -> {
            for (int ordinal = 0; ordinal < draft.items().size(); ordinal++) {
                BatchDraft.Item item = draft.items().get(ordinal);
                if (kind.isInstance(item.entry())) {
                    BinaryFields row = rows.row(columns.size())
                            .int8(batch)
                            .int4(ordinal)
                            .int4(dataset)
                            .date(draft.day())
                            .int4(names.collectors().of(item.collector()))
                            .timestamp(item.entry().receivedAt());
                    add(row, item.entry());
                }
            }
        });
    }

    private static void add(BinaryFields row, Entry entry) {
        switch (entry) {
            case Entry.Read read -> {
                Event event = read.event();
                row.timestamp(event.time())
                        .timestamp(event.occurredAt())
                        .put(event.columns().encoded());
            }
            case Entry.Malformed bad ->
                row.text(bad.reason())
                        .int8(bad.byteOffset())
                        .int8(bad.payloadBytes())
                        .text(bad.sha256());
        }
    }

    private static List<String> columns(Stream<String> own) {
        return Stream.concat(COMMON.stream(), own).toList();
    }
}
