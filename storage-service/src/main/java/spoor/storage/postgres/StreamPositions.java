package spoor.storage.postgres;

import java.time.Duration;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;

/** Where each stream stands. */
final class StreamPositions {
    private static final Field<Integer> DATASET = Tables.int4(Tables.STREAMS, "dataset");
    private static final Field<Integer> COLLECTOR = Tables.int4(Tables.STREAMS, "collector");
    private static final Field<String> STREAM = Tables.text(Tables.STREAMS, "stream");
    private static final Field<Long> POSITION = Tables.int8(Tables.STREAMS, "position");
    private static final Field<Long> SHIFT = Tables.int8(Tables.STREAMS, "shift_micros");

    private final NumberedNames names;

    StreamPositions(NumberedNames names) {
        this.names = names;
    }

    Optional<StreamState> find(DSLContext sql, StreamKey stream) {
        return sql.select(POSITION, SHIFT)
                .from(Tables.STREAMS)
                .where(is(stream))
                .fetchOptional(row -> new StreamState(row.value1(), Tables.span(row.value2())));
    }

    /** Whether the stream is new, and now stands as {@code state} says. */
    boolean insert(DSLContext sql, StreamKey stream, StreamState state) {
        return sql.insertInto(Tables.STREAMS, DATASET, COLLECTOR, STREAM, POSITION, SHIFT)
                        .values(
                                names.datasetOf(stream),
                                names.collectorOf(stream),
                                stream.stream(),
                                state.position(),
                                Tables.micros(state.shift()))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /**
     * Whether the stream stood before {@code first} and now stands at {@code last}.
     *
     * <p>INVARIANT: compared and moved by one statement, in the transaction that stores first…last and that aborts where this says no.
     */
    boolean move(DSLContext sql, StreamKey stream, long first, long last) {
        int moved = sql.update(Tables.STREAMS)
                .set(POSITION, last)
                .where(is(stream))
                .and(POSITION.eq(first - 1))
                .execute();
        return moved == 1 || (first == 1 && insert(sql, stream, new StreamState(last, Duration.ZERO)));
    }

    private Condition is(StreamKey stream) {
        return DATASET.eq(names.datasetOf(stream))
                .and(COLLECTOR.eq(names.collectorOf(stream)))
                .and(STREAM.eq(stream.stream()));
    }
}
