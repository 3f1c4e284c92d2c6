@NullMarked
package spoor.analysis.stats;

import org.jspecify.annotations.NullMarked;
