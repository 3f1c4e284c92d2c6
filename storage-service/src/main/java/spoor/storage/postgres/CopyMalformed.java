package spoor.storage.postgres;

import java.io.IOException;
import java.util.List;
import org.jooq.DSLContext;
import spoor.storage.Entry;
import spoor.storage.partition.Partition;

/** Puts what could not be read of a batch into its leaf; a flood of it costs one COPY, too. */
final class CopyMalformed {
    private static final List<String> COLUMNS = List.of(
            "batch",
            "ordinal",
            "dataset",
            "received_day",
            "collector",
            "received_at",
            "reason",
            "byte_offset",
            "payload_bytes",
            "sha256");

    private final NumberedNames names;

    CopyMalformed(NumberedNames names) {
        this.names = names;
    }

    void copy(DSLContext sql, long batch, BatchDraft draft) {
        if (draft.malformed() > 0) {
            int dataset = names.datasets().of(draft.dataset());
            Copy.into(
                    sql,
                    Leaves.of("malformed", new Partition(dataset, draft.day())),
                    COLUMNS,
                    copy -> encode(batch, dataset, draft, copy));
        }
    }

    private void encode(long batch, int dataset, BatchDraft draft, BinaryCopy rows) throws IOException {
        for (int ordinal = 0; ordinal < draft.items().size(); ordinal++) {
            BatchDraft.Item item = draft.items().get(ordinal);
            if (item.entry() instanceof Entry.Malformed bad) {
                rows.row(COLUMNS.size())
                        .int8(batch)
                        .int4(ordinal)
                        .int4(dataset)
                        .date(draft.day())
                        .int4(names.collectors().of(item.collector()))
                        .timestamp(bad.receivedAt())
                        .text(bad.reason())
                        .int8(bad.byteOffset())
                        .int8(bad.payloadBytes())
                        .text(bad.sha256());
            }
        }
    }
}
