package spoor.request;

import java.util.Locale;

/** Why there is no answer: a stable word for programs, and who can do something about it. */
public enum ErrorCode {
    /** The request is not understood: a property, a parameter, a body, an address or a method. */
    INVALID_REQUEST(Kind.CLIENT),
    /** The query can't be read, or not used. */
    INVALID_QUERY(Kind.CLIENT),
    /** An expression of a step can't be read, or does not fit what it is of. */
    INVALID_EXPRESSION(Kind.CLIENT),
    UNKNOWN_DATASET(Kind.CLIENT),
    UNKNOWN_FIELD(Kind.CLIENT),
    UNKNOWN_FUNCTION(Kind.CLIENT),
    UNKNOWN_STEP(Kind.CLIENT),
    UNKNOWN_TEST(Kind.CLIENT),
    NOT_FOUND(Kind.CLIENT),
    /** The answer would take more than the service gives to one. */
    TOO_LARGE(Kind.CLIENT),
    /** What the events were at the watermark can't be told any more. */
    HISTORY_CHANGED(Kind.CLIENT),
    /** The mirror is being compared with the store already. */
    CHECK_RUNNING(Kind.CLIENT),
    UNAUTHENTICATED(Kind.CLIENT),
    /** The page of another site asks. */
    FOREIGN_ORIGIN(Kind.CLIENT),
    MIRROR_BEHIND(Kind.OVERLOADED),
    TIMED_OUT(Kind.OVERLOADED),
    /** Whoever asked has gone. */
    WITHDRAWN(Kind.OVERLOADED),
    TOO_MANY_STREAMS(Kind.OVERLOADED),
    STORE_UNAVAILABLE(Kind.OVERLOADED),
    /** A fault of the service's own; its log says what. */
    INTERNAL(Kind.INTERNAL);

    /** Who can do something about it. */
    public enum Kind {
        /** Whoever asks, by asking otherwise. */
        CLIENT,
        /** Nobody, but the same request may be answered later. */
        OVERLOADED,
        /** Whoever runs the service. */
        INTERNAL
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The code in answers, such as {@code unknown_field}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
