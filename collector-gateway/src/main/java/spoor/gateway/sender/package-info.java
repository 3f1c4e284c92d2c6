/** The collector's side of the protocol: files into sessions, with a window in flight and a resend after a lost connection. */
@NullMarked
package spoor.gateway.sender;

import org.jspecify.annotations.NullMarked;
