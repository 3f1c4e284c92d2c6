package spoor.analysis.mirror;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** What a question may see: a dataset's events up to a watermark. */
record Scope(Table<?> table, Columns columns, long watermark) {
    /** Those in a range of time that match a query, in the order of time, then of storing. */
    Relation events(@Nullable Instant from, @Nullable Instant to, String query) {
        Condition condition = DatasetTable.WATERMARK.le(watermark).and(Search.condition(query, columns));
        if (from != null) {
            condition = condition.and(DatasetTable.TIME.ge(Times.micros(from)));
        }
        if (to != null) {
            condition = condition.and(DatasetTable.TIME.lt(Times.micros(to)));
        }
        return new Relation(
                table,
                condition,
                columns,
                List.of(DatasetTable.TIME.asc(), DatasetTable.BATCH.asc(), DatasetTable.ORDINAL.asc()));
    }
}
