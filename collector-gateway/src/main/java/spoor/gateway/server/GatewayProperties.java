package spoor.gateway.server;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import spoor.storage.server.Secret;

/**
 * Where and for whom the gateway listens. The defaults and their meaning stand in {@code gateway.yml}.
 *
 * @param token what collectors must say; empty where none is asked for, or where {@code tokenFile} holds it
 */
@ConfigurationProperties(prefix = "spoor.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        String host,
        int port,
        @Nullable String token,
        @Nullable Path tokenFile,
        boolean requireToken,
        int maxEventBytes,
        long maxConnectionBytes,
        long maxBytes,
        int maxConnections,
        Duration frameDeadline,
        int writers) {
    public GatewayProperties {
        if (requireToken && (token == null || token.isBlank()) && tokenFile == null) {
            throw new IllegalArgumentException(
                    "The gateway has no access token: set spoor.gateway.token or spoor.gateway.token-file");
        }
        check("max-event-bytes", maxEventBytes > 0, maxEventBytes);
        check("max-connection-bytes", maxConnectionBytes > 0, maxConnectionBytes);
        check("max-bytes", maxBytes > 0, maxBytes);
        check("max-connections", maxConnections > 0, maxConnections);
        check("frame-deadline", frameDeadline.isPositive(), frameDeadline);
        check("writers", writers > 0, writers);
    }

    private static void check(String name, boolean isRight, Object value) {
        if (!isRight) {
            throw new IllegalArgumentException("spoor.gateway.%s must be positive, not %s".formatted(name, value));
        }
    }

    /** The access token, empty where none is asked for. */
    String secret() {
        return Secret.of("spoor.gateway.token", token, tokenFile);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "GatewayProperties[host=%s, port=%d, requireToken=%s, maxEventBytes=%d, maxConnectionBytes=%d,"
                        .formatted(host, port, requireToken, maxEventBytes, maxConnectionBytes)
                + " maxBytes=%d, maxConnections=%d, frameDeadline=%s, writers=%d]"
                        .formatted(maxBytes, maxConnections, frameDeadline, writers);
    }
}
