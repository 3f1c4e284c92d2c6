package spoor.gateway.ingest;

import spoor.storage.Entry;

/**
 * What an entry takes of memory while it waits to be stored, by estimate and rather too much than too little. Its bytes alone would say
 * little: an event of two bytes takes hundreds.
 */
final class Footprint {
    private static final long ENTRY_BYTES = 512;

    private Footprint() {}

    static long bytes(Entry entry) {
        return ENTRY_BYTES
                + switch (entry) {
                    case Entry.Malformed malformed -> malformed.raw().length;
                    case Entry.Read read ->
                        (long) read.raw().length + read.event().columns().encoded().length;
                };
    }
}
