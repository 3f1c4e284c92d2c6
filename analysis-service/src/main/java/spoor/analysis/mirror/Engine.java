package spoor.analysis.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A DuckDB in memory that reads and writes the files of two folders, spills to another, and can reach nothing else: no file, no
 * network, no extension; nor can anybody who speaks to it change that. Thread-safe; a connection is not.
 */
final class Engine implements AutoCloseable {
    /** The most that a question that does not fit into memory may take of the disk. */
    private static final String SPILL = "10GB";

    private final DuckDBConnection first;
    private final RowsFunction rows;

    private Engine(DuckDBConnection first, RowsFunction rows) {
        this.first = first;
        this.rows = rows;
    }

    /**
     * @param segments the folder that it may use
     * @param answers another one, for files that are given to who asks; emptied
     * @param spill a folder for what does not fit into memory; emptied
     * @param memory the most that it may take, such as {@code 1GB}
     */
    static Engine open(Path segments, Path answers, Path spill, String memory) throws IOException, SQLException {
        clear(spill);
        clear(answers);
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("max_temp_directory_size", SPILL);
        DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
        try {
            RowsFunction rows = RowsFunction.register(connection);
            DSLContext sql = sql(connection);
            sql.execute("set parquet_metadata_cache = true");
            sql.execute("set allowed_directories = [{0}, {1}]", DSL.inline(segments + "/"), DSL.inline(answers + "/"));
            sql.execute("set enable_external_access = false");
            sql.execute("set lock_configuration = true");
            return new Engine(connection, rows);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** One more connection, to be closed by who asked for it. */
    DuckDBConnection connect() throws SQLException {
        return first.duplicate();
    }

    /** How rows get in. */
    RowsFunction rows() {
        return rows;
    }

    /** Values stand in the statement, so that DuckDB knows them when it decides which parts of which files to read. */
    static DSLContext sql(DuckDBConnection connection) {
        return DSL.using(
                connection, SQLDialect.DUCKDB, new Settings().withStatementType(StatementType.STATIC_STATEMENT));
    }

    /** The connection that was given to {@link #sql}. */
    static DuckDBConnection connection(DSLContext sql) throws SQLException {
        return Objects.requireNonNull(sql.configuration().connectionProvider().acquire())
                .unwrap(DuckDBConnection.class);
    }

    /** What it takes of memory now. */
    long memoryBytes() {
        try (DuckDBConnection connection = connect()) {
            Field<Long> bytes = DSL.field(DSL.name("memory_usage_bytes"), SQLDataType.BIGINT);
            return sql(connection)
                    .select(DSL.coalesce(DSL.sum(bytes), 0).cast(SQLDataType.BIGINT))
                    .from("duckdb_memory()")
                    .fetchSingle()
                    .value1();
        } catch (SQLException e) {
            throw new IllegalStateException("The engine does not answer", e);
        }
    }

    @Override
    public void close() throws SQLException {
        first.close();
    }
}
