package spoor.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import spoor.analysis.web.AnalysisConfiguration;
import spoor.analysis.web.MirrorConfiguration;
import spoor.gateway.server.Gateway;
import spoor.gateway.server.GatewayConfiguration;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.storage.server.StorageConfiguration;

/** The whole platform in this process, on an embedded PostgreSQL, reachable from this machine alone. */
final class Platform implements AutoCloseable {
    private final DataFolder data;
    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext services;

    private Platform(DataFolder data, EmbeddedPostgres postgres, ConfigurableApplicationContext services) {
        this.data = data;
        this.postgres = postgres;
        this.services = services;
    }

    /** The three services' parts in one context; each keeps its own configuration file. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        StorageConfiguration.class,
        GatewayConfiguration.class,
        AnalysisConfiguration.class,
        MirrorConfiguration.class
    })
    static class Services {}

    /**
     * Starts everything; when this returns, everything listens.
     *
     * @param http the port of the browser's side, 0 for any free one
     * @param ingest the port of the collectors' side, 0 for any free one
     * @throws IOException if the folder or a port is in use, or PostgreSQL does not start; then nothing of it runs
     */
    static Platform start(Path folder, int http, int ingest) throws IOException {
        DataFolder data = DataFolder.take(folder);
        String token = data.token();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data.postgres());
        try {
            return new Platform(data, postgres, services(data, token, postgres, http, ingest));
        } catch (RuntimeException e) {
            postgres.close();
            data.close();
            throw reason(e, http, ingest);
        }
    }

    private static ConfigurableApplicationContext services(
            DataFolder data, String token, EmbeddedPostgres postgres, int http, int ingest) {
        return new SpringApplicationBuilder(Services.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(Map.of("spring.config.name", "storage,gateway,analysis"))
                .run(
                        "--logging.file.name=" + data.log(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + http,
                        "--spoor.storage.url=" + postgres.url(),
                        "--spoor.storage.user=" + postgres.user(),
                        "--spoor.storage.password=" + postgres.password(),
                        "--spoor.storage.disk=" + data.postgres(),
                        "--spoor.gateway.host=127.0.0.1",
                        "--spoor.gateway.port=" + ingest,
                        "--spoor.gateway.token=" + token,
                        "--spoor.analysis.token=" + token,
                        "--spoor.analysis.mirror=" + data.mirror());
    }

    private static IOException reason(RuntimeException failure, int http, int ingest) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return new IOException(inUse(http, "--http"), failure);
            }
            if (cause instanceof BindException) {
                return new IOException(inUse(ingest, "--ingest"), failure);
            }
        }
        return new IOException("The platform does not start: " + failure.getMessage(), failure);
    }

    private static String inUse(int port, String option) {
        return "Port %d can't be used; another program may hold it. Name another one with %s, or 0 for any."
                .formatted(port, option);
    }

    /** What {@code ./spoor start} prints when everything listens. */
    String readyLine() throws IOException {
        return "ready http://127.0.0.1:%d/?token=%s ingest 127.0.0.1:%d"
                .formatted(httpPort(), data.token(), ingestPort());
    }

    DataFolder data() {
        return data;
    }

    InetSocketAddress ingestAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ingestPort());
    }

    int httpPort() {
        return services.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int ingestPort() {
        return services.getBean(Gateway.class).port();
    }

    @Override
    public void close() throws IOException {
        services.close();
        postgres.close();
        data.close();
    }
}
