/** From an event's bytes to flat fields with the names that the source gave them. */
@NullMarked
package spoor.event.codec;

import org.jspecify.annotations.NullMarked;
