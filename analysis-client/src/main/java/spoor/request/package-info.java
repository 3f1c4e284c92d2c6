/**
 * Requests for tables, graphs, statistics and comparisons as trees of records, their answers, and what is wrong with a request.
 * {@link spoor.request.Requests} reads them from JSON.
 */
@NullMarked
package spoor.request;

import org.jspecify.annotations.NullMarked;
