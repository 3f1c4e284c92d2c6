package spoor.analysis.mirror.table;

import java.util.function.UnaryOperator;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import spoor.request.TableRequest;

/** Where tables come from while one is compiled. */
public interface TableSource {
    /**
     * What is made of the events of a table that is joined, without its steps. They may come as a {@link Rollup} first.
     *
     * @param at its place in the request
     */
    Relation ask(TableRequest table, String at, UnaryOperator<Relation> question);

    /** What a query answers: some steps depend on what is there. */
    Result<? extends Record> fetch(Select<?> query);
}
