/** The request trees: steps, edges and selections, as records. */
@NullMarked
package spoor.request;

import org.jspecify.annotations.NullMarked;
