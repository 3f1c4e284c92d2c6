package spoor.storage.postgres;

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

    /**
     * Copies rows into a leaf.
     *
     * @param leaf whose name is made of numbers alone
     * @param columns of the rows, in their order
     */
    static void into(DSLContext sql, Name leaf, List<String> columns, byte[] rows) {
        String statement =
                "copy " + leaf.quotedName() + " (" + String.join(", ", columns) + ") from stdin with (format binary)";
        sql.connection(connection -> copy(connection, statement, rows));
    }

    private static void copy(Connection connection, String statement, byte[] rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
