package spoor.gateway.server;

import org.jspecify.annotations.Nullable;

/** What a session says when it opens. */
record Opening(
        @Nullable String collector,
        @Nullable String dataset,
        @Nullable String token,
        @Nullable String stream,
        @Nullable Long shiftMillis) {}
