package spoor.analysis.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import spoor.analysis.mirror.Asker;

/**
 * Lets the mirror know when whoever asked has closed the connection, so that it gives up. Servlets hear of that only when they write; what
 * Tomcat itself finds on the connection beyond a request that is read to its end can be asked of its inner request alone.
 */
final class GoneAskers implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> context.getPipeline().addValve(new Watch()));
    }

    private static final class Watch extends ValveBase {
        Watch() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var connection = new Connection(request.getCoyoteRequest());
            try {
                Asker.who(connection::isClosed).call(() -> {
                    getNext().invoke(request, response);
                    return true;
                });
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            } finally {
                connection.leave();
            }
        }
    }

    /** The connection of one request, looked at while that is answered and not after it. Thread-safe. */
    private static final class Connection {
        private final org.apache.coyote.Request request;
        private boolean isLeft;

        Connection(org.apache.coyote.Request request) {
            this.request = request;
        }

        synchronized boolean isClosed() {
            if (isLeft) {
                return false;
            }
            // Nothing comes after the request's end but the connection's: what a client sends ahead stays in Tomcat's
            // buffer.
            request.action(ActionCode.AVAILABLE, true);
            return request.getAvailable() > 0;
        }

        synchronized void leave() {
            isLeft = true;
        }
    }
}
