package spoor.gateway.server;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where and for whom the gateway listens. The defaults and their meaning stand in {@code gateway.yml}.
 *
 * @param token what collectors must say; empty where none is asked for
 */
@ConfigurationProperties(prefix = "spoor.gateway")
public record GatewayProperties(
        String host, int port, String token, boolean requireToken, int maxEventBytes, long maxConnectionBytes) {
    public GatewayProperties {
        if (requireToken && token.isEmpty()) {
            throw new IllegalArgumentException("spoor.gateway.require-token is true, but spoor.gateway.token is empty");
        }
    }
}
