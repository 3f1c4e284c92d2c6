package spoor.analysis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The page that a person sees who comes without a session. It needs no other file, since none would be served, and its policy
 * allows nothing but its own style, by the hash. Immutable.
 */
final class SignInPage {
    private static final String WRONG = "<p role=\"alert\">This is not the token.</p>";

    private final String page;
    private final String policy;

    SignInPage() {
        try (InputStream resource = SignInPage.class.getResourceAsStream("sign-in.html")) {
            if (resource == null) {
                throw new IllegalStateException("sign-in.html is not in the class path");
            }
            page = new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        policy = "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; img-src data:; form-action 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'";
    }

    /** Whether a browser asks for a page, rather than a program for an answer. */
    static boolean isFor(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.startsWith(MediaType.TEXT_HTML_VALUE)
                && !request.getRequestURI().startsWith("/api/");
    }

    /** Writes it; who comes with a token is told that it is wrong, for with the right one nobody sees this page. */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String said = request.getParameter("token") == null ? "" : WRONG;
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(page.replace("<!-- said -->", said).getBytes(UTF_8));
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
