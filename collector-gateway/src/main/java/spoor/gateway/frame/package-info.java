/** Bytes on a connection into frames and lines: pure decoders, which keep no socket and throw nothing for what a peer sends. */
@NullMarked
package spoor.gateway.frame;

import org.jspecify.annotations.NullMarked;
