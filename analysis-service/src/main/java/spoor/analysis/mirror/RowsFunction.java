package spoor.analysis.mirror;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBValue;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/** The table function by which DuckDB fetches {@link Rows} from this process: {@code spoor_rows(key)}. Thread-safe. */
final class RowsFunction implements DuckDBTableFunction<Rows, AtomicInteger, Object> {
    private static final String NAME = "spoor_rows";

    private final Map<Long, Rows> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastKey = new AtomicLong();

    private RowsFunction() {}

    static RowsFunction register(DuckDBConnection connection) throws SQLException {
        RowsFunction function = new RowsFunction();
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(Long.class)
                    .withFunction(function)
                    .register(connection);
        }
        return function;
    }

    /** @param table with the rows' columns, in their order */
    void insert(DSLContext sql, Name table, Rows rows) {
        Long key = lastKey.incrementAndGet();
        waiting.put(key, rows);
        try {
            sql.execute("insert into {0} select * from {1}({2})", table, DSL.name(NAME), DSL.inline(key));
        } finally {
            waiting.remove(key);
        }
    }

    @Override
    public Rows bind(DuckDBTableFunctionBindInfo info) {
        try (DuckDBValue key = info.getParameter(0)) {
            Rows rows = Optional.ofNullable(waiting.get(key.getLong())).orElseThrow();
            rows.describe(info);
            return rows;
        }
    }

    @Override
    public AtomicInteger init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new AtomicInteger();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter output) {
        Rows rows = info.getBindData();
        AtomicInteger next = info.getInitData();
        int block = next.getAndIncrement();
        return block < rows.blocks() ? rows.write(block, output) : 0;
    }
}
