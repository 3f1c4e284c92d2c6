package spoor.storage.server;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where PostgreSQL is. The defaults and their meaning stand in {@code storage.yml}.
 *
 * @param url a JDBC URL without secrets
 * @param poolSize connections at the most, positive
 * @param migrate whether this process brings the tables up to date
 */
@ConfigurationProperties(prefix = "spoor.storage", ignoreUnknownFields = false)
public record StorageProperties(String url, String user, String password, int poolSize, boolean migrate) {
    public StorageProperties {
        if (poolSize < 1) {
            throw new IllegalArgumentException("spoor.storage.pool-size must be positive, not " + poolSize);
        }
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "StorageProperties[url=" + url + ", user=" + user + ", poolSize=" + poolSize + ", migrate=" + migrate
                + "]";
    }
}
