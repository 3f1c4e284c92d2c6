package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import spoor.analysis.mirror.Mirror;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any number of events, written as one {@link Mirror.Page} while they are read, all at the first part's watermark: memory holds a part
 * of them at a time. What fails in between ends the answer before its JSON does.
 */
final class StreamedPage implements StreamingResponseBody {
    private final JsonMapper json;
    private final Mirror.Page first;
    private final int limit;
    private final Source source;

    /** Where the parts come from. */
    @FunctionalInterface
    interface Source {
        Mirror.Page page(int limit, @Nullable String after, @Nullable Long asOf);
    }

    /**
     * A page that nothing is written of yet.
     *
     * @param first its first part; as many are asked for at a time as it has
     * @param limit of all events, no less than the first part has
     */
    StreamedPage(JsonMapper json, Mirror.Page first, int limit, Source source) {
        this.json = json;
        this.first = first;
        this.limit = limit;
        this.source = source;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            write(out);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException gone) {
                throw gone; // Nobody reads any more, which is no fault of the JSON's.
            }
            throw e;
        }
    }

    private void write(OutputStream out) {
        JsonGenerator generator = json.createGenerator(out);
        generator.writeStartObject();
        generator.writeName("events");
        generator.writeStartArray();
        int part = first.events().size();
        int written = write(generator, first);
        String next = first.next();
        while (next != null && written < limit) {
            Mirror.Page page = source.page(Math.min(part, limit - written), next, first.watermark());
            written += write(generator, page);
            next = page.next();
        }
        generator.writeEndArray();
        generator.writePOJOProperty("next", next);
        generator.writeNumberProperty("watermark", first.watermark());
        generator.writeEndObject();
        generator.flush();
    }

    private static int write(JsonGenerator generator, Mirror.Page page) {
        for (Map<String, Object> event : page.events()) {
            generator.writePOJO(event);
        }
        return page.events().size();
    }
}
