package spoor.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    private Path folder;

    @Test
    void startedAgain_everythingIsStillThere() throws Exception {
        try (var server = EmbeddedPostgres.start(folder)) {
            execute(server, "create table kept(x int)", "insert into kept values (42)");
        }
        try (var server = EmbeddedPostgres.start(folder)) {
            assertThat(query(server, "select x from kept")).isEqualTo("42");
        }
    }

    @Test
    void orphanOfAKilledProgram_isStoppedAndItsDataKept() throws Exception {
        EmbeddedPostgres orphan = EmbeddedPostgres.start(folder);
        execute(orphan, "create table kept(x int)", "insert into kept values (7)");
        try (var server = EmbeddedPostgres.start(folder)) {
            assertThat(query(server, "select x from kept")).isEqualTo("7");
            assertThat(server.url()).isNotEqualTo(orphan.url());
            assertThatThrownBy(() -> query(orphan, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void killedServer_isStartedAgainWhereItWas() throws Exception {
        try (var server = EmbeddedPostgres.start(folder)) {
            execute(server, "create table kept(x int)", "insert into kept values (42)");
            Path data = folder.toRealPath().resolve("cluster");
            ProcessHandle killed = Postmaster.of(data).orElseThrow().process();
            killed.destroyForcibly();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> query(server, "select x from kept").equals("42")
                            && !Postmaster.of(data).orElseThrow().process().equals(killed));
        }
        assertThat(Postmaster.of(folder.toRealPath().resolve("cluster"))).isEmpty();
    }

    @Test
    void leftFileThatNamesAnotherFoldersServer_startsAndLeavesThatServerAlone() throws Exception {
        EmbeddedPostgres.start(folder.resolve("own")).close();
        try (var other = EmbeddedPostgres.start(folder.resolve("other"))) {
            Path own = folder.resolve("own/cluster");
            String left = Files.readString(folder.resolve("other/cluster/postmaster.pid"));
            Files.writeString(own.resolve("postmaster.pid"), left.replace("/other/", "/own/"));
            try (var server = EmbeddedPostgres.start(folder.resolve("own"))) {
                assertThat(query(server, "select 1")).isEqualTo("1");
                assertThat(query(other, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void settings_areDurableAndClosedToStrangers() throws Exception {
        try (var server = EmbeddedPostgres.start(folder)) {
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    private static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }
}
