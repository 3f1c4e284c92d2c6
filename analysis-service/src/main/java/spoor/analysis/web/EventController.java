package spoor.analysis.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import spoor.event.EventId;
import spoor.event.EventNames;
import spoor.event.EventReading;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.storage.EventReader;
import spoor.storage.StoredEvent;

/** Single events: their fields, and the bytes that they came as. */
@RestController
@RequestMapping("/api/v1/events/{id}")
final class EventController {
    private final EventReader reader;
    private final EventReading reading;

    EventController(EventReader reader, EventReading reading) {
        this.reader = reader;
        this.reading = reading;
    }

    /** All fields, flat, by dotted name; one that is called as the event's own properties are, as original.id. */
    @GetMapping
    Map<String, @Nullable Object> event(@PathVariable String id) {
        StoredEvent stored = find(id);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(EventNames.ID, stored.id().toString());
        answer.put(EventNames.TIME, stored.time());
        answer.put(EventNames.OCCURRED_AT, stored.occurredAt());
        answer.put(EventNames.RECEIVED_AT, stored.receivedAt());
        answer.put(EventNames.COLLECTOR, stored.collector());
        answer.put(EventNames.DATASET, stored.dataset());
        stored.fields(reading).forEach((field, value) -> answer.put(EventNames.ofField(field), value));
        return answer;
    }

    /** Exactly as they came, for saving: a browser never shows or runs them. */
    @GetMapping(path = "/raw", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> raw(@PathVariable String id) {
        StoredEvent stored = find(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("event-" + stored.id() + ".bin")
                                .build()
                                .toString())
                .body(stored.raw());
    }

    private static RequestException notFound(String message) {
        return new RequestException(ErrorCode.NOT_FOUND, message);
    }

    private StoredEvent find(String id) {
        EventId parsed;
        try {
            parsed = EventId.parse(id);
        } catch (IllegalArgumentException e) {
            throw notFound("There is no event '" + id + "': an event's id looks like 17-3.");
        }
        return reader.find(parsed)
                .orElseThrow(() -> notFound("There is no event " + parsed + "; it may have been purged."));
    }
}
