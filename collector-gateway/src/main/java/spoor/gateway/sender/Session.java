package spoor.gateway.sender;

import java.time.Duration;

/**
 * What a sender says when it opens.
 *
 * @param collector who sends, 1 to 200 characters
 * @param dataset where the events are to be kept, 1 to 200 characters
 * @param token the access token, or empty where the gateway asks for none
 * @param stream which of the collector's streams, 1 to 200 characters; the same one must hold the same events in the same order
 * @param shift what is to be added to the events' times, whole milliseconds; a stream that is known keeps its own
 * @param stampsEvents whether the clock of this machine stamps all of the stream's events, so that what is known of it corrects them
 * @param goesOn whether what follows goes on as a new stream where the gateway has forgotten this one, since its dataset was purged;
 *     else sending ends there, and all of it can be sent again
 */
public record Session(
        String collector,
        String dataset,
        String token,
        String stream,
        Duration shift,
        boolean stampsEvents,
        boolean goesOn) {
    /** Of events that other clocks may have stamped, as those of a file. */
    public Session(String collector, String dataset, String token, String stream, Duration shift) {
        this(collector, dataset, token, stream, shift, false, false);
    }

    /** The same with a stream of its own for what comes after so many of the source's events. */
    Session after(long events) {
        String begun = stream.replaceFirst("\\+\\d+$", "") + "+" + events;
        return new Session(collector, dataset, token, begun, shift, stampsEvents, goesOn);
    }
}
