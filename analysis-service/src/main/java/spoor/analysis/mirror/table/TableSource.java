package spoor.analysis.mirror.table;

import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import spoor.request.TableRequest;

/** Where tables come from while one is compiled. */
public interface TableSource {
    /**
     * The events of a table that is joined, without its steps.
     *
     * @param at its place in the request
     */
    Relation events(TableRequest table, String at);

    /** What a query answers: some steps depend on what is there. */
    Result<? extends Record> fetch(Select<?> query);
}
