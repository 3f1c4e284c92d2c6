package spoor.gateway.sender;

import java.time.Duration;

/** What a sender says when it opens. */
public record Session(String collector, String dataset, String token, String stream, Duration shift) {}
