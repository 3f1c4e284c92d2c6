package spoor.analysis.web;

import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.RowBlock;
import spoor.analysis.mirror.TableHead;
import spoor.analysis.mirror.TableSink;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A table as the JSON of a {@link spoor.request.TableResult}. */
final class JsonTable implements TableSink {
    private final JsonGenerator out;
    private @Nullable TableHead head;

    JsonTable(OutputStream out, JsonMapper json) {
        this.out = json.createGenerator(out);
    }

    @Override
    public void begin(TableHead begun) {
        head = begun;
        out.writeStartObject();
        out.writePOJOProperty("columns", begun.columns());
        out.writeName("rows");
        out.writeStartArray();
    }

    @Override
    public void rows(RowBlock rows) {
        int columns = Objects.requireNonNull(head).columns().size();
        for (int row = 0; row < rows.rows(); row++) {
            out.writeStartArray();
            for (int column = 0; column < columns; column++) {
                write(rows, column, row);
            }
            out.writeEndArray();
        }
    }

    private void write(RowBlock rows, int column, int row) {
        if (rows.isEmpty(column, row)) {
            out.writeNull();
            return;
        }
        switch (rows.type(column)) {
            case "long" -> out.writeNumber(rows.whole(column, row));
            case "double" -> out.writeNumber(rows.number(column, row));
            case "boolean" -> out.writeBoolean(rows.truth(column, row));
            case "time" -> out.writeString(rows.time(column, row).toString());
            default -> out.writeString(rows.text(column, row));
        }
    }

    @Override
    public void end() {
        TableHead begun = Objects.requireNonNull(head);
        out.writeEndArray();
        out.writeNumberProperty("rowCount", begun.rowCount());
        out.writeBooleanProperty("truncated", begun.truncated());
        out.writeNumberProperty("watermark", begun.watermark());
        out.writeNumberProperty("scannedEvents", begun.scannedEvents());
        out.writeNumberProperty("elapsedMillis", begun.elapsedMillis());
        out.writeEndObject();
        out.close();
    }
}
