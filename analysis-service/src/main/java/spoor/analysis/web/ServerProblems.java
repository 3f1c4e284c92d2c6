package spoor.analysis.web;

import java.io.IOException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.json.JsonMapper;

/** Answers what Tomcat itself refuses, before any filter sees it: an address or a header that it can't read. It would send a page in HTML. */
final class ServerProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final Problems problems;

    ServerProblems(JsonMapper json) {
        problems = new Problems(json);
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            for (Valve valve : host.getPipeline().getValves()) {
                if (valve instanceof ErrorReportValve) {
                    host.getPipeline().removeValve(valve);
                }
            }
            host.setErrorReportValveClass(Report.class.getName()); // Otherwise it adds its own.
            host.getPipeline().addValve(new Report(problems));
        });
    }

    private static final class Report extends ErrorReportValve {
        private final Problems problems;

        Report(Problems problems) {
            this.problems = problems;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable cause) {
            boolean isRefusal = response.getStatus() >= 400 && response.getContentWritten() == 0;
            if (!isRefusal || !response.setErrorReported()) {
                return;
            }
            try {
                problems.write(response, Problems.problem(HttpStatusCode.valueOf(response.getStatus())));
                response.finishResponse();
            } catch (IOException e) {
                getContainer().getLogger().debug("Who asked has gone", e);
            }
        }
    }
}
