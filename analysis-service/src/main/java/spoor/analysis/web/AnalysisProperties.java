package spoor.analysis.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import spoor.storage.server.Secret;

/**
 * The service's settings; {@code analysis.yml} says what each is for.
 *
 * @param token the access token, or empty where {@code tokenFile} holds it
 * @param tokenFile a file whose text, without space around it, is the token
 * @param mirror the folder of the mirror
 * @param memoryLimit of the mirror's engine, positive
 */
@ConfigurationProperties(prefix = "spoor.analysis", ignoreUnknownFields = false)
public record AnalysisProperties(
        @Nullable String token, @Nullable Path tokenFile, Path mirror, DataSize memoryLimit) {
    public AnalysisProperties {
        if (isEmpty(token) && tokenFile == null) {
            throw new IllegalArgumentException(
                    "The service has no access token: set spoor.analysis.token or spoor.analysis.token-file");
        }
        if (memoryLimit.toBytes() < 1) {
            throw new IllegalArgumentException("spoor.analysis.memory-limit must be positive, not " + memoryLimit);
        }
    }

    AccessToken accessToken() {
        return new AccessToken(Secret.of("spoor.analysis.token", token, tokenFile));
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "AnalysisProperties[mirror=" + mirror + ", memoryLimit=" + memoryLimit + "]";
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
