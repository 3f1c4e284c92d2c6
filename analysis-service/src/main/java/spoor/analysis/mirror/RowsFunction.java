package spoor.analysis.mirror;

import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBValue;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;

/**
 * The table function by which DuckDB scans {@link HotRows} where they are, those columns alone that a question needs: {@code
 * spoor_rows(key, first, end)}. It knows them for as long as anybody holds them. Thread-safe.
 */
final class RowsFunction implements DuckDBTableFunction<HotRows.Slice, RowsFunction.Scan, Object> {
    private static final String NAME = "spoor_rows";

    private final Map<Long, WeakReference<HotRows>> known = new ConcurrentHashMap<>();
    private final AtomicLong lastKey = new AtomicLong();

    private RowsFunction() {}

    static RowsFunction register(DuckDBConnection connection) throws SQLException {
        RowsFunction function = new RowsFunction();
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameters(Long.class, Integer.class, Integer.class)
                    .withProjectionPushdown()
                    .withFunction(function)
                    .register(connection);
        }
        return function;
    }

    /** New rows, none yet. */
    HotRows open(Shape shape, Registry registry) {
        known.values().removeIf(rows -> rows.refersTo(null));
        HotRows rows = new HotRows(lastKey.incrementAndGet(), shape, registry);
        known.put(rows.key(), new WeakReference<>(rows));
        return rows;
    }

    /** As a question names them. They have to be held until it is answered. */
    static Table<Record> table(HotRows.Slice rows) {
        return DSL.table(
                "{0}({1}, {2}, {3})",
                DSL.name(NAME), DSL.inline(rows.of().key()), DSL.inline(rows.first()), DSL.inline(rows.end()));
    }

    @Override
    public HotRows.Slice bind(DuckDBTableFunctionBindInfo info) {
        try (DuckDBValue key = info.getParameter(0);
                DuckDBValue first = info.getParameter(1);
                DuckDBValue end = info.getParameter(2)) {
            HotRows rows = Optional.ofNullable(known.get(key.getLong()))
                    .map(WeakReference::get)
                    .orElseThrow();
            rows.describe(info);
            HotRows.Slice slice = new HotRows.Slice(rows, first.getInt(), end.getInt());
            info.setCardinality(slice.size(), true);
            return slice;
        }
    }

    /** How far a question has come. */
    static final class Scan {
        private final int[] columns;
        private final AtomicInteger nextBlock;

        private Scan(int[] columns, int firstBlock) {
            this.columns = columns;
            nextBlock = new AtomicInteger(firstBlock);
        }
    }

    @Override
    public Scan init(DuckDBTableFunctionInitInfo info) {
        HotRows.Slice rows = info.getBindData();
        info.setMaxThreads(
                Math.clamp(rows.size() / Values.MOST, 1, Runtime.getRuntime().availableProcessors()));
        int[] columns = IntStream.range(0, Math.toIntExact(info.getColumnCount()))
                .map(i -> Math.toIntExact(info.getColumnIndex(i)))
                .toArray();
        return new Scan(columns, rows.first() / Values.MOST);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter output) {
        HotRows.Slice rows = info.getBindData();
        Scan scan = info.getInitData();
        int block = scan.nextBlock.getAndIncrement();
        return block * Values.MOST < rows.end() ? HotRows.write(rows, block, scan.columns, output) : 0;
    }
}
