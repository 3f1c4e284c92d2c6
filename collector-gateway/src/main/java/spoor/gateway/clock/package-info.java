/**
 * How far collectors' clocks are ahead of ours, and when that corrects the times of events. Nothing here knows a socket or a store: it is
 * told what was said and when.
 *
 * <p>Two methods, of which the better one that a collector allows is used:
 *
 * <ul>
 *   <li>{@link spoor.gateway.clock.ExchangeBounds}: the collector is asked what its clock shows. The offset lies within half a round trip
 *       of the answer, for certain, whatever files it replays meanwhile.
 *   <li>{@link spoor.gateway.clock.EventDelays}: a collector that can't be asked sends events with times. What the quickest of them seem
 *       to be underway is their clock's offset, as long as it stays the same.
 * </ul>
 *
 * {@link spoor.gateway.clock.CollectorClock} decides between them, and by how much events are corrected.
 */
@NullMarked
package spoor.gateway.clock;

import org.jspecify.annotations.NullMarked;
