package spoor.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import spoor.event.Event;
import spoor.storage.Entry;

/**
 * A draft and its blocks, compressed before the transaction that stores them, so that nobody waits for it.
 *
 * @param raw a {@link RawBlock} of all entries
 * @param head a {@link HeadBlock} of the events
 */
record PackedBatch(BatchDraft draft, byte[] raw, byte[] head) {
    static PackedBatch of(BatchDraft draft) {
        List<byte[]> raw =
                draft.items().stream().map(item -> item.entry().raw()).toList();
        var heads = new ArrayList<HeadBlock.Head>();
        for (int ordinal = 0; ordinal < draft.items().size(); ordinal++) {
            BatchDraft.Item item = draft.items().get(ordinal);
            if (item.entry() instanceof Entry.Read read) {
                Event event = read.event();
                heads.add(new HeadBlock.Head(
                        ordinal, item.origin(), event.time(), event.occurredAt(), event.receivedAt()));
            }
        }
        return new PackedBatch(draft, RawBlock.pack(raw), HeadBlock.pack(heads));
    }
}
