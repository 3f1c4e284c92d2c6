/**
 * Measures Spoor side by side with what one would use instead, in one run on one machine: {@code ./spoor bench}. What was measured is
 * told in {@code docs/benchmarks.md}.
 */
@NullMarked
package spoor.standalone.bench;

import org.jspecify.annotations.NullMarked;
