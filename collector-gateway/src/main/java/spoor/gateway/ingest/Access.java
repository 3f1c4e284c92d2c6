package spoor.gateway.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Who may open a session.
 *
 * @param token what must be said where it is {@code required}
 */
public record Access(String token, boolean required) {
    /** Takes the same time wherever the texts differ. */
    boolean isGranted(@Nullable String said) {
        return !required
                || (said != null
                        && MessageDigest.isEqual(
                                said.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Access[required=" + required + "]";
    }
}
