package spoor.storage.postgres;

/** Ends an attempt to write into a dataset, or a day of it, that is not there any more. */
final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GoneException() {
        super("The dataset is gone", null, false, false);
    }
}
