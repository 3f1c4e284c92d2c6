package spoor.analysis.mirror.table;

import org.jooq.Field;

/** A named column of a relation: what it holds, and the expression that gives it. */
public record Column(String name, Type type, Field<?> field) {
    /** What the cells are. A time is kept as microseconds since 1970. */
    public enum Type {
        TEXT,
        LONG,
        DOUBLE,
        BOOLEAN,
        TIME;

        /** As it is called in requests and answers. */
        public String word() {
            return switch (this) {
                case TEXT -> "text";
                case LONG -> "long";
                case DOUBLE -> "double";
                case BOOLEAN -> "boolean";
                case TIME -> "time";
            };
        }
    }

    static Column of(String name, Value value) {
        return new Column(name, value.type(), value.field());
    }

    /** A time as ISO 8601 has it. */
    public Field<String> text() {
        return value().text();
    }

    /** The finite number that a cell is or spells, seconds since 1970 for a time; empty where there is none. */
    public Field<Double> number() {
        return value().number();
    }

    Value value() {
        return new Value(type, field);
    }

    Column named(String other) {
        return new Column(other, type, field);
    }
}
