@NullMarked
package spoor.analysis.mirror;

import org.jspecify.annotations.NullMarked;
