package spoor.analysis.mirror;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.stats.Sample;

/**
 * The numbers of some events, in the order of time, then of storing; of those events that have a finite number in each of the fields.
 *
 * @param samples one for each field
 * @param matches for each event whether it meets a condition; none where there was no condition
 * @param isSampled whether these are a part of the events
 */
record FieldNumbers(List<Sample> samples, boolean[] matches, boolean isSampled) {
    /** Of rows, and of numbers in them, that come into memory at once. */
    private static final int ROWS = 1_000_000;

    private static final int VALUES = 4_000_000;

    private static final int MILLION = 1_000_000;
    private static final int SEED = 7;
    private static final double MICROS = 1e6;

    /** @param places in the request, one for each field */
    static FieldNumbers of(
            DSLContext sql,
            Contrast.Chosen chosen,
            List<String> fields,
            List<String> places,
            @Nullable Condition outcome) {
        return of(sql, chosen, fields, places, outcome, Math.min(ROWS, VALUES / fields.size()));
    }

    /** @param most about so many events are taken */
    static FieldNumbers of(
            DSLContext sql,
            Contrast.Chosen chosen,
            List<String> fields,
            List<String> places,
            @Nullable Condition outcome,
            long most) {
        List<Field<?>> wanted = new ArrayList<>();
        Condition condition = chosen.condition();
        for (int i = 0; i < fields.size(); i++) {
            Field<Double> number = number(chosen.events().columns().get(fields.get(i), places.get(i), 0));
            wanted.add(number.as(DSL.name("n" + i)));
            condition = condition.and("isfinite({0})", number);
        }
        if (outcome != null) {
            wanted.add(DSL.field(outcome).as(DSL.name("o")));
        }
        long rows = sql.select(DSL.count())
                .from(chosen.events().table())
                .where(condition)
                .fetchSingle(0, Long.class);
        if (rows > most) {
            condition = condition.and(isChosenByChance(most * MILLION / rows));
        }
        try (ResultSet found = sql.select(wanted)
                .from(chosen.events().table())
                .where(condition)
                .orderBy(EventTable.TIME, EventTable.BATCH, EventTable.ORDINAL)
                .fetchResultSet()) {
            return read(found, fields, outcome != null, (int) Math.min(rows, most), rows > most);
        } catch (SQLException e) {
            throw new IllegalStateException("The numbers can't be read", e);
        }
    }

    /** So many of a million events; always the same, whoever counts them. */
    private static Condition isChosenByChance(long perMillion) {
        return DSL.condition(
                "hash({0}, {1}, {2}) % {3} < {4}",
                EventTable.BATCH, EventTable.ORDINAL, DSL.inline(SEED), DSL.inline(MILLION), DSL.inline(perMillion));
    }

    /** Text as the number that it spells, a time as seconds since 1970, true as 1. */
    private static Field<Double> number(Column column) {
        Field<Double> number = DSL.tryCast(column.field(), SQLDataType.DOUBLE);
        return column.type() == Column.Type.TIME ? number.div(DSL.inline(MICROS)) : number;
    }

    private static FieldNumbers read(
            ResultSet found, List<String> fields, boolean hasOutcome, int expected, boolean isSampled)
            throws SQLException {
        double[][] values = new double[fields.size()][Math.max(expected, 1)];
        boolean[] matches = new boolean[hasOutcome ? Math.max(expected, 1) : 0];
        int rows = 0;
        while (found.next()) {
            if (rows == values[0].length) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Arrays.copyOf(values[i], 2 * rows);
                }
                matches = hasOutcome ? Arrays.copyOf(matches, 2 * rows) : matches;
            }
            for (int i = 0; i < values.length; i++) {
                values[i][rows] = found.getDouble(i + 1);
            }
            if (hasOutcome) {
                matches[rows] = found.getBoolean(values.length + 1);
            }
            rows++;
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            samples.add(new Sample(fields.get(i), Arrays.copyOf(values[i], rows)));
        }
        return new FieldNumbers(samples, hasOutcome ? Arrays.copyOf(matches, rows) : matches, isSampled);
    }
}
