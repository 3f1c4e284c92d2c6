/**
 * What happens to acknowledged events when processes are killed, disks fill and peers misbehave. The oracle, which knows what was sent and
 * acknowledged, lives in the test; the gateway and PostgreSQL are processes of their own.
 */
@NullMarked
package spoor.standalone.fault;

import org.jspecify.annotations.NullMarked;
