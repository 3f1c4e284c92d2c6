/** Everything in one process, and the command line. */
@NullMarked
package spoor.standalone;

import org.jspecify.annotations.NullMarked;
