package spoor.storage.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's COPY of rows in its binary format. */
final class Copy {
    private Copy() {}

    /** Writes all its rows. */
    interface Rows {
        void writeTo(BinaryCopy copy) throws IOException;
    }

    /**
     * Copies rows into a leaf while they are encoded.
     *
     * @param leaf whose name is made of numbers alone
     * @param columns of the rows, in their order
     */
    static void into(DSLContext sql, Name leaf, List<String> columns, Rows rows) {
        String statement =
                "copy " + leaf.quotedName() + " (" + String.join(", ", columns) + ") from stdin with (format binary)";
        sql.connection(connection -> copy(connection, statement, rows));
    }

    private static void copy(Connection connection, String statement, Rows rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            var encoded = new BinaryCopy(new Sink(copy));
            rows.writeTo(encoded);
            encoded.end();
            copy.endCopy();
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException("COPY failed", e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** A COPY as a stream; what it refuses is the cause of an {@link IOException}. */
    private static final class Sink extends OutputStream {
        private final CopyIn copy;

        Sink(CopyIn copy) {
            this.copy = copy;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                copy.writeToCopy(bytes, offset, length);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}
