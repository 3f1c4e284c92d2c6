/**
 * Tables as SQL: compiles the steps of a request ({@link spoor.request.Step}), and the expressions in them, into jOOQ's trees, which DuckDB and
 * PostgreSQL both answer.
 */
@NullMarked
package spoor.analysis.mirror.table;

import org.jspecify.annotations.NullMarked;
