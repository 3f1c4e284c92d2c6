/** The event, its fields and its readings: the words that all of Spoor shares. */
@NullMarked
package spoor.event;

import org.jspecify.annotations.NullMarked;
