/**
 * From a source's own names to the Elastic Common Schema's. What is mapped stands in the files under {@code spoor/mappings}; the code here
 * knows the operators that they use and no event.
 */
@NullMarked
package spoor.event.mapping;

import org.jspecify.annotations.NullMarked;
