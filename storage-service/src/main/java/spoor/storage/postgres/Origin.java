package spoor.storage.postgres;

import spoor.event.Correction;

/**
 * Where an event comes from.
 *
 * @param correction by which its time came about
 */
record Origin(String collector, Correction correction) {}
