package spoor.gateway.ingest;

import spoor.storage.Entry;

/**
 * What an entry takes of memory while it waits to be stored, by estimate and rather too much than too little. Its bytes alone would say
 * little: an event of two bytes takes hundreds. Of its fields those alone are here that are columns, whose names all events share.
 */
final class Footprint {
    private static final long ENTRY_BYTES = 512;
    private static final long FIELD_BYTES = 128;

    private Footprint() {}

    static long bytes(Entry entry) {
        return ENTRY_BYTES
                + switch (entry) {
                    case Entry.Malformed malformed -> malformed.raw().length;
                    // Values are parts of the bytes, decoded.
                    case Entry.Read read ->
                        2L * read.raw().length
                                + FIELD_BYTES * read.event().fields().size();
                };
    }
}
