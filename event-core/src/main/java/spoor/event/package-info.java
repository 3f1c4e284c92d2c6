/** The event and its fields: what every other module speaks about. */
@NullMarked
package spoor.event;

import org.jspecify.annotations.NullMarked;
