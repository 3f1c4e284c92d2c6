package spoor.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A PostgreSQL for tests, with a database of its own for each: the server that {@code SPOOR_TEST_POSTGRES} names (a JDBC URL
 * with user and password), else a container of the image that {@code SPOOR_TEST_POSTGRES_IMAGE} names, else the embedded server.
 * Where none can be had, the test fails.
 */
public final class PostgresExtension implements BeforeEachCallback {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable String server;

    private String url = "";

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        String server = server();
        String database = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        url = withDatabase(server, database);
    }

    /** The current test's database. */
    public PGSimpleDataSource dataSource() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    public String url() {
        return url;
    }

    private static synchronized String server() throws IOException, SQLException {
        if (server == null) {
            String given = System.getenv("SPOOR_TEST_POSTGRES");
            String image = System.getenv("SPOOR_TEST_POSTGRES_IMAGE");
            if (given != null) {
                server = given;
            } else if (image != null && DockerClientFactory.instance().isDockerAvailable()) {
                server = container(image);
            } else {
                server = embedded();
            }
        }
        return server;
    }

    /** Lives as long as the test run; Testcontainers removes it. */
    @SuppressWarnings("resource")
    private static String container(String image) {
        var container = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        container.start();
        return container.getJdbcUrl() + "&user=" + container.getUsername() + "&password=" + container.getPassword();
    }

    private static String embedded() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withDatabase(String server, String database) {
        int path = server.indexOf('/', server.indexOf("//") + 2);
        int query = server.indexOf('?', path);
        return server.substring(0, path + 1) + database + (query < 0 ? "" : server.substring(query));
    }
}
