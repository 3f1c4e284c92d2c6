/** A PostgreSQL of our own: its binaries travel with the program, its data stays in the user's folder. */
@NullMarked
package spoor.standalone.postgres;

import org.jspecify.annotations.NullMarked;
