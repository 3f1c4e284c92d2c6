package spoor.analysis.mirror;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** A named column of a relation: what it holds, and the expression that gives it. */
record Column(String name, Type type, Field<?> field) {
    /** What the cells are. A time is kept as microseconds since 1970. */
    enum Type {
        TEXT,
        LONG,
        DOUBLE,
        BOOLEAN,
        TIME;

        String word() {
            return switch (this) {
                case TEXT -> "text";
                case LONG -> "long";
                case DOUBLE -> "double";
                case BOOLEAN -> "boolean";
                case TIME -> "time";
            };
        }
    }

    Field<String> text() {
        return field.cast(SQLDataType.VARCHAR);
    }

    /** The finite number that a cell is or spells; empty where there is none: text such as NaN or inf is no number. */
    Field<Double> number() {
        Field<Double> number = DSL.tryCast(field, SQLDataType.DOUBLE);
        return switch (type) {
            case TEXT, DOUBLE -> DSL.when(DSL.condition(DSL.function("isfinite", SQLDataType.BOOLEAN, number)), number);
            case LONG, BOOLEAN, TIME -> number;
        };
    }
}
