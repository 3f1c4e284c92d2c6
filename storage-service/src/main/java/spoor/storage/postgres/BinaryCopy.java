package spoor.storage.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import spoor.event.BinaryFields;
import spoor.event.Columns;
import spoor.event.Micros;

/**
 * Encodes rows in the binary format of PostgreSQL's COPY (documentation of COPY, "Binary Format"), into one array that is handed on
 * whenever it is full, so that the server works on the first rows while the next are encoded.
 */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final long POSTGRES_EPOCH = Micros.of(Instant.parse("2000-01-01T00:00:00Z"));
    private static final LocalDate POSTGRES_DAY_ZERO = LocalDate.of(2000, 1, 1);
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

    /** Begins a row; what was encoded before may be handed on. */
    BinaryCopy row(int columns) throws IOException {
        if (rows.length() >= FULL) {
            rows.drainTo(out);
        }
        rows.putShort(columns);
        return this;
    }

    BinaryCopy int4(int value) {
        rows.int4(value);
        return this;
    }

    BinaryCopy int8(long value) {
        rows.int8(value);
        return this;
    }

    BinaryCopy text(@Nullable String value) {
        rows.text(value);
        return this;
    }

    BinaryCopy timestamp(@Nullable Instant value) {
        if (value == null) {
            rows.absent();
        } else {
            rows.int8(Micros.of(value) - POSTGRES_EPOCH);
        }
        return this;
    }

    BinaryCopy date(LocalDate value) {
        rows.int4(Math.toIntExact(ChronoUnit.DAYS.between(POSTGRES_DAY_ZERO, value)));
        return this;
    }

    /** As many fields of the row as there are columns. */
    BinaryCopy columns(Columns columns) {
        rows.put(columns.encoded());
        return this;
    }

    /** Ends the rows, and hands on what is left. */
    void end() throws IOException {
        rows.putShort(END);
        rows.drainTo(out);
    }
}
