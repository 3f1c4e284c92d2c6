package spoor.storage.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Where PostgreSQL is. The defaults and their meaning stand in {@code storage.yml}.
 *
 * @param url a JDBC URL without secrets
 * @param password the user's, or empty where {@code passwordFile} holds it
 * @param poolSize connections at the most, positive
 * @param migrate whether this process brings the tables up to date
 * @param disk a folder on the disk that PostgreSQL writes on, or empty
 * @param minFree below which nothing is taken in, not negative
 */
@ConfigurationProperties(prefix = "spoor.storage", ignoreUnknownFields = false)
public record StorageProperties(
        String url,
        String user,
        @Nullable String password,
        @Nullable Path passwordFile,
        int poolSize,
        boolean migrate,
        String disk,
        DataSize minFree) {
    public StorageProperties {
        if (poolSize < 1) {
            throw new IllegalArgumentException("spoor.storage.pool-size must be positive, not " + poolSize);
        }
        if (minFree.isNegative()) {
            throw new IllegalArgumentException("spoor.storage.min-free must not be negative, as is " + minFree);
        }
    }

    String secret() {
        return Secret.of("spoor.storage.password", password, passwordFile);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "StorageProperties[url=" + url + ", user=" + user + ", poolSize=" + poolSize + ", migrate=" + migrate
                + ", disk=" + disk + ", minFree=" + minFree + "]";
    }
}
