package spoor.storage.postgres;

import java.io.IOException;
import java.io.OutputStream;
import spoor.event.BinaryFields;

/**
 * Encodes rows in the binary format of PostgreSQL's COPY (documentation of COPY, "Binary Format"), into one array that is handed on
 * whenever it is full, so that the server works on the first rows while the next are encoded.
 */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int END = -1;
    private static final int FULL = 64 << 10;

    private final OutputStream out;
    private final BinaryFields rows = new BinaryFields(2 * FULL);

    /** @param out takes the rows; left open */
    BinaryCopy(OutputStream out) {
        this.out = out;
        rows.put(SIGNATURE);
        rows.putInt(0); // flags
        rows.putInt(0); // header extension
    }

    /** Begins a row, and gives where its fields are put; what was encoded before may be handed on. */
    BinaryFields row(int columns) throws IOException {
        if (rows.length() >= FULL) {
            rows.drainTo(out);
        }
        return rows.putShort(columns);
    }

    /** Ends the rows, and hands on what is left. */
    void end() throws IOException {
        rows.putShort(END);
        rows.drainTo(out);
    }
}
