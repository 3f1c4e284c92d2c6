@NullMarked
package spoor.analysis.mirror.segment;

import org.jspecify.annotations.NullMarked;
