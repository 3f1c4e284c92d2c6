/** A small collector: what this machine's processes and files do, as ECS events. */
@NullMarked
package spoor.standalone.collector;

import org.jspecify.annotations.NullMarked;
