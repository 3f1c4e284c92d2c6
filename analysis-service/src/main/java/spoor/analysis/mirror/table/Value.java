package spoor.analysis.mirror.table;

import java.util.List;
import java.util.Optional;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A typed expression.
 *
 * @param type of {@code field}; that of {@link #NOTHING} is any
 */
record Value(Column.Type type, Field<?> field) {
    /** Written {@code null}. */
    static final Value NOTHING = new Value(Column.Type.TEXT, DSL.castNull(SQLDataType.VARCHAR));

    static Value text(Field<String> field) {
        return new Value(Column.Type.TEXT, field);
    }

    static Value whole(Field<?> field) {
        return new Value(Column.Type.LONG, field.cast(SQLDataType.BIGINT));
    }

    static Value number(Field<?> field) {
        return new Value(Column.Type.DOUBLE, field.cast(SQLDataType.DOUBLE));
    }

    static Value time(Field<?> micros) {
        return new Value(Column.Type.TIME, micros.cast(SQLDataType.BIGINT));
    }

    static Value truth(Condition condition) {
        return new Value(Column.Type.BOOLEAN, DSL.field(condition));
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    boolean isNumber() {
        return type == Column.Type.LONG || type == Column.Type.DOUBLE;
    }

    Field<String> text() {
        return type == Column.Type.TIME ? Sql.written(micros()) : field.cast(SQLDataType.VARCHAR);
    }

    /** Of a whole number. */
    Field<Long> whole() {
        return field.cast(SQLDataType.BIGINT);
    }

    /** Of a time. */
    Field<Long> micros() {
        return field.cast(SQLDataType.BIGINT);
    }

    /** The finite number that it is, or spells; seconds since 1970 for a time; else empty. */
    Field<Double> number() {
        return switch (type) {
            case LONG -> field.cast(SQLDataType.DOUBLE);
            case DOUBLE -> field.cast(SQLDataType.DOUBLE);
            case TEXT -> Sql.finite(Sql.spelt(field.cast(SQLDataType.VARCHAR)));
            case BOOLEAN -> DSL.castNull(SQLDataType.DOUBLE);
            case TIME -> micros().cast(SQLDataType.DOUBLE).div(DSL.inline(1e6));
        };
    }

    /** Of a truth value. */
    Condition condition() {
        return DSL.condition(field.cast(SQLDataType.BOOLEAN));
    }

    private Value as(Column.Type wanted) {
        if (isNothing()) {
            return new Value(wanted, DSL.castNull(Sql.type(wanted)));
        }
        if (wanted == Column.Type.TEXT && type != Column.Type.TEXT) {
            return text(text());
        }
        return wanted == Column.Type.DOUBLE && type == Column.Type.LONG ? number(field) : this;
    }

    /** The type that all have: of whole numbers and others the latter. */
    static Optional<Column.Type> common(List<Value> values) {
        List<Column.Type> types = values.stream()
                .filter(value -> !value.isNothing())
                .map(Value::type)
                .distinct()
                .toList();
        if (types.size() <= 1) {
            return Optional.of(types.isEmpty() ? Column.Type.TEXT : types.getFirst());
        }
        return types.stream().allMatch(type -> type == Column.Type.LONG || type == Column.Type.DOUBLE)
                ? Optional.of(Column.Type.DOUBLE)
                : Optional.empty();
    }

    /** That of the values whose condition is the first to be true, or the one more after them; empty where there is none. */
    static Value oneOf(List<Condition> conditions, List<Value> values, Column.Type type) {
        CaseConditionStep<Object> cases =
                DSL.when(conditions.getFirst(), values.getFirst().of(type));
        for (int i = 1; i < conditions.size(); i++) {
            cases = cases.when(conditions.get(i), values.get(i).of(type));
        }
        return new Value(
                type,
                values.size() > conditions.size()
                        ? cases.otherwise(values.getLast().of(type))
                        : cases);
    }

    /** As one of a type that {@link #common} has found, or as text. */
    @SuppressWarnings("unchecked") // what it is, is said by the type beside it
    Field<Object> of(Column.Type wanted) {
        return (Field<Object>) as(wanted).field;
    }
}
