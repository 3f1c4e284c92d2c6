/**
 * Which partitions should be there, and when: plain reckoning with days, datasets and a clock's answer. Nothing here knows a
 * database; {@code spoor.storage.postgres} makes what is planned here.
 */
@NullMarked
package spoor.storage.partition;

import org.jspecify.annotations.NullMarked;
