package spoor.analysis.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import spoor.analysis.mirror.Mirror;
import spoor.analysis.mirror.RowBlock;
import spoor.analysis.mirror.TableHead;
import spoor.analysis.mirror.TableSink;
import spoor.request.TableRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A table on its way to who asked: memory holds a part of it at a time. */
final class TableAnswer {
    private final Mirror mirror;
    private final JsonMapper json;
    private final HttpServletResponse response;

    TableAnswer(Mirror mirror, JsonMapper json, HttpServletResponse response) {
        this.mirror = mirror;
        this.json = json;
        this.response = response;
    }

    /**
     * Writes it; a table that is refused throws before anything is written.
     *
     * @throws IOException if it breaks off, after which the connection is cut
     */
    void write(TableRequest request, TableFormat format) throws IOException {
        try {
            OutputStream out = response.getOutputStream();
            switch (format) {
                case JSON -> mirror.table(request, headed(format, new JsonTable(out, json)));
                case CSV -> mirror.table(request, headed(format, new CsvTable(out)));
                case ARROW -> {
                    try (ArrowTable table = new ArrowTable(out)) {
                        mirror.table(request, headed(format, table));
                    }
                }
                case PARQUET ->
                    mirror.parquet(request, (head, file) -> {
                        describe(format, head);
                        response.setContentLengthLong(Files.size(file));
                        Files.copy(file, out);
                    });
            }
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException gone) {
                throw gone; // Nobody reads any more, which is no fault of the JSON's.
            }
            throw broken(e);
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    /** What fails when a part is sent already must not be followed by a problem, as if that were the table's next row. */
    private RuntimeException broken(RuntimeException e) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("The table broke off", e);
        }
        response.reset();
        return e;
    }

    private void describe(TableFormat format, TableHead head) {
        response.setContentType(format.type().toString());
        response.setHeader("Spoor-Watermark", Long.toString(head.watermark()));
        response.setHeader("Spoor-Rows", Long.toString(head.rowCount()));
        response.setHeader("Spoor-Truncated", Boolean.toString(head.truncated()));
    }

    private TableSink headed(TableFormat format, TableSink sink) {
        return new TableSink() {
            @Override
            public void begin(TableHead head) throws IOException {
                describe(format, head);
                sink.begin(head);
            }

            @Override
            public void rows(RowBlock rows) throws IOException {
                sink.rows(rows);
            }

            @Override
            public void end() throws IOException {
                sink.end();
            }
        };
    }
}
