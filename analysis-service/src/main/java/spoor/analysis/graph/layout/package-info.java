/** Where the vertices of a graph are drawn. Plain data in, plain data out; the same graph is always drawn alike. */
@NullMarked
package spoor.analysis.graph.layout;

import org.jspecify.annotations.NullMarked;
