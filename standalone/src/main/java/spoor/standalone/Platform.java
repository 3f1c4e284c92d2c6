package spoor.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import spoor.analysis.web.AnalysisConfiguration;
import spoor.analysis.web.MirrorConfiguration;
import spoor.gateway.server.Gateway;
import spoor.gateway.server.GatewayConfiguration;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.storage.server.StorageConfiguration;

/** The whole platform in this process, on an embedded PostgreSQL, reachable from this machine alone. */
final class Platform {
    private final DataFolder data;
    private final ConfigurableApplicationContext services;

    private Platform(DataFolder data, ConfigurableApplicationContext services) {
        this.data = data;
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
     * Starts everything; when this returns, everything listens. What has started is among what is {@code running}, whose end is
     * the platform's.
     *
     * @throws IOException if the folder is in use, a port is taken, or PostgreSQL does not start
     */
    static Platform start(Running running, Path folder, Ports ports) throws IOException {
        DataFolder data = running.start(() -> DataFolder.take(folder));
        ports.checkFree();
        String token = data.token();
        EmbeddedPostgres postgres = running.start(() -> EmbeddedPostgres.start(data.postgres()));
        ConfigurableApplicationContext services = running.start(() -> new SpringApplicationBuilder(Services.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(Map.of("spring.config.name", "storage,gateway,analysis"))
                .run(
                        "--logging.file.name=" + data.log(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + ports.http(),
                        "--spoor.storage.url=" + postgres.url(),
                        "--spoor.storage.user=" + postgres.user(),
                        "--spoor.storage.password=" + postgres.password(),
                        "--spoor.storage.disk=" + data.postgres(),
                        "--spoor.gateway.host=127.0.0.1",
                        "--spoor.gateway.port=" + ports.ingest(),
                        "--spoor.gateway.token=" + token,
                        "--spoor.analysis.token=" + token,
                        "--spoor.analysis.mirror=" + data.mirror()));
        LoadedLibraries.deleteFiles("libduckdb_java");
        var platform = new Platform(data, services);
        data.tellAddress(platform.address());
        return platform;
    }

    /** What {@code ./spoor start} prints when everything listens. */
    String readyLine() throws IOException {
        return "ready http://127.0.0.1:%d/?token=%s ingest 127.0.0.1:%d"
                .formatted(httpPort(), data.token(), ingestPort());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + httpPort());
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
}
