package spoor.storage.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction that stays open between calls. What PostgreSQL refuses is a {@link DataAccessException}. Not thread-safe. */
final class Transaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Connection connection;
    private boolean isOpen = true;

    private Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Begins one. */
    static Transaction begin(DataSource database) {
        try {
            Connection connection = database.getConnection();
            connection.setAutoCommit(false);
            return new Transaction(connection);
        } catch (SQLException e) {
            throw new DataAccessException("No transaction could be begun", e);
        }
    }

    DSLContext sql() {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    /** If this throws, it is unknown whether the server has committed. */
    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new DataAccessException("The commit has no answer", e);
        }
    }

    /** Rolls back what was not committed, and gives the connection back. */
    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                // The connection is lost, and with it the server has rolled back what it had begun.
                LOG.debug("A transaction ended with its connection", e);
            }
        }
    }
}
