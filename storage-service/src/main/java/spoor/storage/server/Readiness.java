package spoor.storage.server;

/** What has to hold, besides the store being there, before a service is ready. */
@FunctionalInterface
public interface Readiness {
    /**
     * Returns where it holds.
     *
     * @throws RuntimeException that the service answers as 503, saying why it is not ready
     */
    void check();
}
