package spoor.analysis.mirror;

import org.jooq.Field;

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
}
