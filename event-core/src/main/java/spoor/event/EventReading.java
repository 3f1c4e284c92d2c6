package spoor.event;

/** Reads an event's bytes. The same bytes always give the same reading in the same {@linkplain #version version}. */
public interface EventReading {
    Reading read(byte[] raw);

    /** Grows whenever a reading may differ from before; kept with each batch. */
    int version();
}
