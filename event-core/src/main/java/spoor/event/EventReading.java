package spoor.event;

/** Reads an event's bytes. The same bytes always give the same reading in the same {@linkplain #version version}. */
public interface EventReading {
    /** With every field. */
    Reading read(byte[] raw);

    /** What {@link #read} gives, sooner: of the fields only those need be there that are columns of the store's rows. */
    default Reading readColumns(byte[] raw) {
        return read(raw);
    }

    /** Grows whenever a reading may differ from before; kept with each batch. */
    int version();
}
