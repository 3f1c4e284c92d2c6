/** The store in PostgreSQL. Nobody else sees its SQL. */
@NullMarked
package spoor.storage.postgres;

import org.jspecify.annotations.NullMarked;
