package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.RowBlock;
import spoor.analysis.mirror.TableHead;
import spoor.analysis.mirror.TableSink;
import spoor.request.TableResult;

/**
 * A table as a stream of Arrow's: utf8, int64, float64, bool, and timestamps in microseconds of UTC. The schema's metadata have {@code
 * watermark}, {@code rowCount}, {@code truncated} and {@code scannedEvents}.
 */
final class ArrowTable implements TableSink, AutoCloseable {
    /** Of a record batch, at least, but for the last. */
    private static final int BATCH_ROWS = 16_384;

    /** Nothing else is to grow with an answer. */
    private static final long MEMORY = 1_000_000_000;

    private final OutputStream out;
    private final BufferAllocator memory = new RootAllocator(MEMORY);
    private @Nullable VectorSchemaRoot batch;
    private @Nullable ArrowStreamWriter writer;
    private int filled;

    ArrowTable(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableHead head) throws IOException {
        List<Field> fields = head.columns().stream().map(ArrowTable::field).toList();
        batch = VectorSchemaRoot.create(
                new Schema(
                        fields,
                        Map.of(
                                "watermark", Long.toString(head.watermark()),
                                "rowCount", Long.toString(head.rowCount()),
                                "truncated", Boolean.toString(head.truncated()),
                                "scannedEvents", Long.toString(head.scannedEvents()))),
                memory);
        writer = new ArrowStreamWriter(batch, null, Channels.newChannel(out));
        writer.start();
    }

    private static Field field(TableResult.Column column) {
        ArrowType type = switch (column.type()) {
            case "long" -> new ArrowType.Int(64, true);
            case "double" -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case "boolean" -> ArrowType.Bool.INSTANCE;
            case "time" -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            default -> ArrowType.Utf8.INSTANCE;
        };
        return new Field(column.name(), FieldType.nullable(type), null);
    }

    @Override
    public void rows(RowBlock rows) throws IOException {
        List<FieldVector> vectors = Objects.requireNonNull(batch).getFieldVectors();
        for (int column = 0; column < vectors.size(); column++) {
            append(rows, column, vectors.get(column));
        }
        filled += rows.rows();
        if (filled >= BATCH_ROWS) {
            send();
        }
    }

    private void append(RowBlock rows, int column, FieldVector vector) {
        int at = filled;
        for (int row = 0; row < rows.rows(); row++, at++) {
            if (rows.isEmpty(column, row)) {
                vector.setNull(at);
                continue;
            }
            switch (vector) {
                case BigIntVector whole -> whole.setSafe(at, rows.whole(column, row));
                case TimeStampMicroTZVector time -> time.setSafe(at, rows.whole(column, row));
                case Float8Vector number -> number.setSafe(at, rows.number(column, row));
                case BitVector truth -> truth.setSafe(at, rows.truth(column, row) ? 1 : 0);
                case VarCharVector text ->
                    text.setSafe(at, rows.text(column, row).getBytes(StandardCharsets.UTF_8));
                default -> throw new IllegalStateException(vector.getMinorType() + " is not made here");
            }
        }
    }

    private void send() throws IOException {
        VectorSchemaRoot full = Objects.requireNonNull(batch);
        full.setRowCount(filled);
        Objects.requireNonNull(writer).writeBatch();
        full.clear();
        filled = 0;
    }

    @Override
    public void end() throws IOException {
        if (filled > 0) {
            send();
        }
        Objects.requireNonNull(writer).end();
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        if (batch != null) {
            batch.close();
        }
        memory.close();
    }
}
