/** The storage service as it runs: schema, housekeeping, health. */
@NullMarked
package spoor.storage.server;

import org.jspecify.annotations.NullMarked;
