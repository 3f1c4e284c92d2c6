package spoor.storage.postgres;

/** A block of a batch is not what was stored: a disk, or somebody, has changed it. */
final class DamagedBlockException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedBlockException(String what, Throwable cause) {
        super("A stored batch is damaged: " + what, cause);
    }
}
