/**
 * What the mirror keeps on disk: segments of events as Parquet files, the manifest that names them, and the registry of the fields that
 * they hold. Plain data and files; nothing here knows DuckDB.
 */
@NullMarked
package spoor.analysis.mirror.segment;

import org.jspecify.annotations.NullMarked;
