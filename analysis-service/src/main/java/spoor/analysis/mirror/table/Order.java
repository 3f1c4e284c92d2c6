package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import org.jooq.SortField;

/** A key of an order; empty values come last either way. */
record Order(Column column, boolean isDescending) {
    static Order ascending(Column column) {
        return new Order(column, false);
    }

    SortField<?> sql() {
        return (isDescending ? column.field().desc() : column.field().asc()).nullsLast();
    }

    /** A key before others. */
    static List<Order> then(Order first, List<Order> others) {
        List<Order> keys = new ArrayList<>(List.of(first));
        keys.addAll(others);
        return keys;
    }

    Order reversed() {
        return new Order(column, !isDescending);
    }
}
