package spoor.storage;

/**
 * A stream of events in a fixed order, which its collector can send again from any point.
 *
 * @param dataset where its events are kept
 * @param collector who sends it
 * @param stream which of the collector's streams, for example a file's digest
 */
public record StreamKey(String dataset, String collector, String stream) {}
