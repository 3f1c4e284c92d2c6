/** What {@code ./spoor demo} shows: a generated office day, and what this machine does right now. */
@NullMarked
package spoor.standalone.demo;

import org.jspecify.annotations.NullMarked;
