/** Graphs of values that occur together in events, and their measures. Plain data in, plain data out. */
@NullMarked
package spoor.analysis.graph;

import org.jspecify.annotations.NullMarked;
