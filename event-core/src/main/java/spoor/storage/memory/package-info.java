/** The reference store: what a store must do, without a database. */
@NullMarked
package spoor.storage.memory;

import org.jspecify.annotations.NullMarked;
