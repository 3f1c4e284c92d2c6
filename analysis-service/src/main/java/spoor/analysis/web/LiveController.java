package spoor.analysis.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import spoor.analysis.mirror.Mirror;
import spoor.request.Step;
import spoor.request.TableRequest;

/** New events as they come, as server-sent events. A stream is one virtual thread, which wakes once a second. */
@RestController
final class LiveController {
    /** How many matching events came since the message before. */
    record Rate(Instant time, long events, long watermark) {}

    /** @param events newest first, at most 50 */
    record News(List<Map<String, Object>> events, long watermark) {}

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int EVENTS_MAXIMUM = 50;
    private static final int STREAMS_MAXIMUM = 64;

    private final Mirror mirror;
    private final InstantSource clock = InstantSource.system();
    private final Semaphore streams = new Semaphore(STREAMS_MAXIMUM);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LiveController(Mirror mirror) {
        this.mirror = mirror;
    }

    @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(
            @RequestParam(defaultValue = "default") String dataset, @RequestParam(defaultValue = "") String query) {
        long watermark = mirror.watermark();
        long count = count(dataset, query, watermark);
        Set<Object> known = ids(newest(dataset, query).events());
        if (!streams.tryAcquire()) {
            throw new ApiException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too_many_streams",
                    "There are " + STREAMS_MAXIMUM + " live streams already; close one.");
        }
        SseEmitter emitter = new SseEmitter(0L);
        threads.execute(() -> {
            try {
                follow(emitter, dataset, query, watermark, count, known);
            } finally {
                streams.release();
            }
        });
        return emitter;
    }

    /** Ends the streams first, so that stopping does not wait for them. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        threads.shutdownNow();
    }

    private void follow(
            SseEmitter emitter, String dataset, String query, long watermark, long count, Set<Object> known) {
        try {
            while (true) {
                long events = 0;
                long now = mirror.watermark();
                if (now > watermark) {
                    long total = count(dataset, query, now);
                    events = total - count;
                    watermark = now;
                    count = total;
                }
                emitter.send(SseEmitter.event().name("rate").data(new Rate(clock.instant(), events, watermark)));
                if (events > 0) {
                    Mirror.Page page = newest(dataset, query);
                    Set<Object> before = known;
                    List<Map<String, Object>> news = page.events().stream()
                            .filter(event -> !before.contains(event.get("id")))
                            .toList();
                    known = ids(page.events());
                    if (!news.isEmpty()) {
                        emitter.send(SseEmitter.event().name("events").data(new News(news, page.watermark())));
                    }
                }
                Thread.sleep(PERIOD);
            }
        } catch (IOException | IllegalStateException e) {
            // The reader has gone: nobody is left to tell.
            emitter.complete();
        } catch (InterruptedException e) {
            emitter.complete();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        }
    }

    private Mirror.Page newest(String dataset, String query) {
        return mirror.events(dataset, query, null, null, EVENTS_MAXIMUM, null, null);
    }

    private long count(String dataset, String query, long watermark) {
        Object cell = mirror.table(new TableRequest(
                        dataset,
                        null,
                        null,
                        query,
                        watermark,
                        List.of(new Step.Group(List.of(), Map.of("n", "count()")))))
                .rows()
                .getFirst()
                .getFirst();
        return cell instanceof Number number ? number.longValue() : 0;
    }

    private static Set<Object> ids(List<Map<String, Object>> events) {
        Set<Object> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.getOrDefault("id", "")));
        return ids;
    }
}
