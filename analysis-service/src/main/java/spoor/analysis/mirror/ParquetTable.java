package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;

/** Files of segments as one table. */
final class ParquetTable {
    private ParquetTable() {}

    /**
     * With the given columns, in their order; one that a file does not have is empty there. Since DuckDB is told the columns, it opens no
     * file to plan a question.
     *
     * @param files one or more
     */
    static Table<?> of(SegmentFolder folder, Collection<SegmentFile> files, List<Field<?>> columns) {
        List<Field<String>> paths = new ArrayList<>();
        files.forEach(file -> paths.add(DSL.inline(folder.path(file.name()).toString())));
        List<Field<String>> names = new ArrayList<>();
        List<Field<Object>> definitions = new ArrayList<>();
        for (Field<?> column : columns) {
            names.add(DSL.inline(column.getName()));
            definitions.add(DSL.field(
                    "struct_pack(name := {0}, type := {1}, default_value := null)",
                    DSL.inline(column.getName()),
                    DSL.inline(column.getDataType().getCastTypeName())));
        }
        return DSL.table(
                "read_parquet([{0}], schema = map([{1}], [{2}]))",
                DSL.list(paths), DSL.list(names), DSL.list(definitions));
    }
}
