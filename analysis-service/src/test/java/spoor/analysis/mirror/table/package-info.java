@NullMarked
package spoor.analysis.mirror.table;

import org.jspecify.annotations.NullMarked;
