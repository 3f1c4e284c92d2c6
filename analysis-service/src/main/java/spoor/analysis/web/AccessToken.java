package spoor.analysis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a caller has to know, and the browser sessions that follow from it.
 *
 * <p>A session is a random number signed with the token (HMAC-SHA256), so that the cookie does not give the token away, needs no
 * memory here, and ends when the token changes. Comparisons take the same time wherever the texts differ. Thread-safe.
 */
final class AccessToken {
    private static final int SESSION_BYTES = 16;

    private final byte[] token;
    private final SecureRandom random = new SecureRandom();

    AccessToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("The access token is empty");
        }
        this.token = token.getBytes(UTF_8);
    }

    boolean isToken(String text) {
        return MessageDigest.isEqual(token, text.getBytes(UTF_8));
    }

    String newSession() {
        byte[] id = new byte[SESSION_BYTES];
        random.nextBytes(id);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        return name + "." + signature(name);
    }

    boolean isSession(String text) {
        int dot = text.indexOf('.');
        return dot > 0
                && MessageDigest.isEqual(
                        signature(text.substring(0, dot)).getBytes(UTF_8),
                        text.substring(dot + 1).getBytes(UTF_8));
    }

    private String signature(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(("spoor session " + name).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
