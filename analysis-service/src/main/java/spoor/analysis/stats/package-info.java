/**
 * Statistics of numbers and of counts, by Apache Commons Math and Commons Statistics as far as these reach. Plain data in, plain data out.
 */
@NullMarked
package spoor.analysis.stats;

import org.jspecify.annotations.NullMarked;
