package spoor.analysis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import spoor.request.ErrorCode;

/**
 * Tells who may come in: who sends the token ({@code Authorization: Bearer}), or the session cookie that opening
 * {@code /?token=T} has set. A request that changes or asks something from a page of another origin is turned away.
 */
final class AccessFilter extends OncePerRequestFilter {
    static final String COOKIE = "spoor-session";

    private static final String BEARER = "Bearer ";
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessToken access;
    private final Problems problems;

    AccessFilter(AccessToken access, Problems problems) {
        this.access = access;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!SAFE_METHODS.contains(request.getMethod()) && isForeign(request)) {
            problems.write(response, ErrorCode.FOREIGN_ORIGIN, "Requests of other sites' pages are refused.");
            return;
        }
        String token = tokenOfAddress(request);
        if (token != null && access.isToken(token)) {
            openSession(request, response);
            return;
        }
        if (isKnown(request)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("researcher", null, List.of()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    /** A stream that ends is dispatched again, and has to be let through again. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private static @Nullable String tokenOfAddress(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getRequestURI().equals("/")
                ? request.getParameter("token")
                : null;
    }

    private void openSession(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String rest = Arrays.stream((query == null ? "" : query).split("&", -1))
                .filter(part -> !part.isEmpty() && !part.equals("token") && !part.startsWith("token="))
                .collect(Collectors.joining("&"));
        ResponseCookie cookie = ResponseCookie.from(COOKIE, access.newSession())
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, rest.isEmpty() ? "/" : "/?" + rest);
        response.setStatus(HttpStatus.SEE_OTHER.value());
    }

    private boolean isKnown(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && access.isToken(authorization.substring(BEARER.length()).strip());
        }
        Cookie[] cookies = request.getCookies();
        return cookies != null
                && Arrays.stream(cookies)
                        .anyMatch(cookie -> cookie.getName().equals(COOKIE) && access.isSession(cookie.getValue()));
    }

    private static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return false;
        }
        try {
            String authority = URI.create(origin).getAuthority();
            String host = request.getHeader(HttpHeaders.HOST);
            return authority == null
                    || host == null
                    || !authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
