package spoor.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database of a platform that runs on a folder, for those who ask it directly.
 *
 * @param port on loopback
 */
record PlatformDatabase(int port, String password) {
    private static final String USER = "spoor";
    private static final int PORT_LINE = 3;

    static PlatformDatabase of(Path data) throws IOException {
        Path postgres = data.resolve("postgres");
        String port =
                Files.readAllLines(postgres.resolve("cluster/postmaster.pid")).get(PORT_LINE);
        return new PlatformDatabase(
                Integer.parseInt(port),
                Files.readString(postgres.resolve("password")).strip());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
    }

    /** Without the password, which others could read off the arguments of a program. */
    String addressForSqlAlchemy() {
        return "postgresql+psycopg2://%s@127.0.0.1:%d/postgres".formatted(USER, port);
    }
}
