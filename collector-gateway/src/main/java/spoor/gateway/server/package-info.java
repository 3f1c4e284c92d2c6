/** The collector gateway as it runs: sockets, configuration, health. */
@NullMarked
package spoor.gateway.server;

import org.jspecify.annotations.NullMarked;
