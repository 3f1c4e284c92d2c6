package spoor.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
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
    private static final Map<String, String> PREPARED = new HashMap<>();
    private static @Nullable String server;

    private final String name;
    private final Consumer<DataSource> preparation;
    private String url = "";

    /** Empty databases. */
    public PostgresExtension() {
        this("empty", _ -> {});
    }

    /**
     * Databases that are as {@code preparation} leaves an empty one. It is asked once in a test run, and the tests get copies.
     *
     * @param name what tells this preparation from others
     */
    public PostgresExtension(String name, Consumer<DataSource> preparation) {
        this.name = name;
        this.preparation = preparation;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        url = withDatabase(server(), create(prepared(name, preparation)));
    }

    /** The current test's database. */
    public PGSimpleDataSource dataSource() {
        return dataSource(url);
    }

    public String url() {
        return url;
    }

    private static synchronized String prepared(String name, Consumer<DataSource> preparation)
            throws IOException, SQLException {
        String database = PREPARED.get(name);
        if (database == null) {
            database = create("template1");
            preparation.accept(dataSource(withDatabase(server(), database)));
            PREPARED.put(name, database);
        }
        return database;
    }

    /** A new database, named by this run. */
    private static String create(String template) throws IOException, SQLException {
        String database = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server());
                var statement = connection.createStatement()) {
            statement.execute("create database " + database + " template " + template);
        }
        return database;
    }

    private static PGSimpleDataSource dataSource(String url) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
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
