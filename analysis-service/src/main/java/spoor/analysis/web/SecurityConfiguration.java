package spoor.analysis.web;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import spoor.request.ErrorCode;
import tools.jackson.databind.json.JsonMapper;

/** Nothing is served without the token or a session, the page included; health excepted. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    @Bean
    SecurityFilterChain security(HttpSecurity http, AnalysisProperties properties, JsonMapper json) {
        Problems problems = new Problems(json);
        SignInPage signInPage = new SignInPage();
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/healthz", "/readyz")
                        .permitAll()
                        // What was refused already is told why, whoever asks.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(
                        new AccessFilter(properties.accessToken(), problems), AnonymousAuthenticationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, e) -> {
                    response.setHeader("WWW-Authenticate", "Bearer");
                    if (SignInPage.isFor(request)) {
                        signInPage.write(request, response);
                        return;
                    }
                    problems.write(
                            response,
                            ErrorCode.UNAUTHENTICATED,
                            "Send the access token as 'Authorization: Bearer TOKEN', or open /?token=TOKEN in a browser.");
                }))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                // The cookie is SameSite=Strict and other origins' requests are refused, so no CSRF token is needed.
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
