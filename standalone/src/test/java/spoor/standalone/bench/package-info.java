@NullMarked
package spoor.standalone.bench;

import org.jspecify.annotations.NullMarked;
