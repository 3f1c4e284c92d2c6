package spoor.analysis.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import spoor.storage.EventReader;

/** Whether the service lives, and whether it can answer. Both need no token and say nothing else. */
@RestController
final class HealthController {
    record Health(String status) {}

    private final EventReader reader;

    HealthController(EventReader reader) {
        this.reader = reader;
    }

    @GetMapping("/healthz")
    Health healthz() {
        return new Health("up");
    }

    /** Fails, as 503, while the store can't be reached. */
    @GetMapping("/readyz")
    Health readyz() {
        reader.watermark();
        return new Health("ready");
    }
}
