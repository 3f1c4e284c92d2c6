/** The columnar mirror of the stored events: everything of every event, ready for search and aggregation. The one place that knows DuckDB. */
@NullMarked
package spoor.analysis.mirror;

import org.jspecify.annotations.NullMarked;
