package spoor.event.codec;

/** The bytes are not one JSON object. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final long byteOffset;

    MalformedJsonException(String message, long byteOffset) {
        super(message);
        this.byteOffset = byteOffset;
    }

    /** Where reading failed, from 0. */
    public long byteOffset() {
        return byteOffset;
    }
}
