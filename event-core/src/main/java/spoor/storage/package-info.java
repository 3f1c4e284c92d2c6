/**
 * What a store of events must do, whatever it is made of: {@link spoor.storage.EventStore} takes events in,
 * {@link spoor.storage.EventReader} gives them back. Nothing here knows a database.
 */
@NullMarked
package spoor.storage;

import org.jspecify.annotations.NullMarked;
