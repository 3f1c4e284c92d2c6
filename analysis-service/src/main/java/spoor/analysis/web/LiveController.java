package spoor.analysis.web;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import spoor.analysis.mirror.Mirror;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.storage.EventReader;

/** New events as they come, as server-sent events. A stream is one virtual thread, which wakes once a second. */
@RestController
final class LiveController {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int STREAMS_MAXIMUM = 64;

    private final Mirror mirror;
    private final EventReader reader;
    private final Semaphore streams = new Semaphore(STREAMS_MAXIMUM);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LiveController(Mirror mirror, EventReader reader) {
        this.mirror = new KnownDatasets(mirror, reader);
        this.reader = reader;
    }

    @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(
            @RequestParam(defaultValue = "default") String dataset, @RequestParam(defaultValue = "") String query) {
        var feed = new LiveFeed(mirror, reader.watermark(), InstantSource.system(), dataset, query);
        if (!streams.tryAcquire()) {
            throw new RequestException(
                    ErrorCode.TOO_MANY_STREAMS, "There are " + STREAMS_MAXIMUM + " live streams already; close one.");
        }
        SseEmitter emitter = new SseEmitter(0L);
        threads.execute(() -> {
            try {
                follow(feed, emitter);
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

    private static void follow(LiveFeed feed, SseEmitter emitter) {
        try {
            while (send(feed.next(), emitter)) {
                Thread.sleep(PERIOD);
            }
            emitter.complete();
        } catch (InterruptedException e) {
            emitter.complete();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        }
    }

    /** Whether somebody still reads. */
    private static boolean send(LiveFeed.Update update, SseEmitter emitter) {
        try {
            emitter.send(SseEmitter.event().name("rate").data(update.rate()));
            if (update.news().isPresent()) {
                emitter.send(
                        SseEmitter.event().name("events").data(update.news().get()));
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }
}
