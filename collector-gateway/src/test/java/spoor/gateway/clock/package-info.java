@NullMarked
package spoor.gateway.clock;

import org.jspecify.annotations.NullMarked;
