package spoor.gateway.ingest;

import java.time.Duration;
import spoor.storage.StreamKey;

/** What a {@link Conversation} wants done, in this order. */
public sealed interface Action {
    /** Ask the store for the stream's state, then tell {@link Conversation#opened}. */
    record Open(StreamKey stream, Duration shift) implements Action {}

    /**
     * Have it stored, then tell {@link Conversation#committed} or {@link Conversation#failed}.
     *
     * @param sequence of its last event, in the collector's own counting
     * @param bytes that are in flight with it
     */
    record Submit(Submission submission, int sequence, long bytes) implements Action {}

    /** Answer the opening. */
    record Opened(long position, Duration shift) implements Action {}

    /** Ask the collector what its clock shows. */
    record AskClock(int question) implements Action {}

    /** Say what became of the session's events so far. */
    record Report(Outcome total) implements Action {}

    /** Acknowledge everything up to the sequence. */
    record Acknowledge(int sequence) implements Action {}

    /** Say why, and close. */
    record End(String code, String message) implements Action {}
}
