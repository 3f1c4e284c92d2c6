package spoor.storage.postgres;

/**
 * A draft and the block of its bytes, compressed before the transaction that stores them, so that nobody waits for it.
 *
 * @param raw a {@link RawBlock}
 */
record PackedBatch(BatchDraft draft, byte[] raw) {
    static PackedBatch of(BatchDraft draft) {
        return new PackedBatch(
                draft,
                RawBlock.pack(
                        draft.items().stream().map(item -> item.entry().raw()).toList()));
    }
}
