package spoor.gateway.frame;

/** What came of decoding the next bytes of a connection. */
public sealed interface Decoded<T> {
    /** A value; its bytes are consumed. */
    record Complete<T>(T value) implements Decoded<T> {}

    /** More bytes are needed. */
    record Incomplete<T>() implements Decoded<T> {}

    /** No bytes that may follow can mend it: the connection must be closed. */
    record Corrupt<T>(String reason) implements Decoded<T> {}
}
