package spoor.analysis.mirror;

import java.io.IOException;

/** Takes a table: its head once, then its rows in their order, block by block, then that it is complete. */
public interface TableSink {
    /** What is known before the rows. */
    void begin(TableHead head) throws IOException;

    /**
     * The next rows.
     *
     * @param rows which are there during the call alone
     */
    void rows(RowBlock rows) throws IOException;

    /** There are no more rows. */
    void end() throws IOException;
}
