/** From payloads to committed events: reading, grouping into transactions, leaving out what is stored already. No sockets. */
@NullMarked
package spoor.gateway.ingest;

import org.jspecify.annotations.NullMarked;
