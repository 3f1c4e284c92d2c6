package spoor.storage;

/** The store could not do what was asked. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isTransient;

    /** @param isTransient whether the same call may succeed later, as when the database is down */
    public StoreException(String message, boolean isTransient, Throwable cause) {
        super(message, cause);
        this.isTransient = isTransient;
    }

    /** @param isTransient whether the same call may succeed later, as when the database has no room */
    public StoreException(String message, boolean isTransient) {
        super(message);
        this.isTransient = isTransient;
    }

    public boolean isTransient() {
        return isTransient;
    }
}
