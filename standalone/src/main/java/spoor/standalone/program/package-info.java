/** How this program starts others of its kind. */
@NullMarked
package spoor.standalone.program;

import org.jspecify.annotations.NullMarked;
