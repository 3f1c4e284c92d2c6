package spoor.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import spoor.event.Event;
import spoor.storage.Entry;

/**
 * A draft and its blocks, compressed before the transaction that stores them, so that nobody waits for it.
 *
 * @param raw a {@link RawBlock} of all entries
 * @param head a {@link HeadBlock} of all entries
 */
record PackedBatch(BatchDraft draft, byte[] raw, byte[] head) {
    static PackedBatch of(BatchDraft draft) {
        List<byte[]> raw =
                draft.items().stream().map(item -> item.entry().raw()).toList();
        var heads = new ArrayList<HeadBlock.Head>();
        for (BatchDraft.Item item : draft.items()) {
            heads.add(head(heads.size(), item));
        }
        return new PackedBatch(draft, RawBlock.pack(raw), HeadBlock.pack(heads));
    }

    private static HeadBlock.Head head(int ordinal, BatchDraft.Item item) {
        return switch (item.entry()) {
            case Entry.Read(byte[] _, Event event) ->
                new HeadBlock.Head(ordinal, item.origin(), true, event.time(), event.occurredAt(), event.receivedAt());
            case Entry.Malformed bad ->
                new HeadBlock.Head(ordinal, item.origin(), false, bad.receivedAt(), null, bad.receivedAt());
        };
    }
}
