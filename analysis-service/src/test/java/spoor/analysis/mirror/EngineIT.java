package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB can reach: its segments, and nothing else. */
class EngineIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @SuppressWarnings("NullAway.Init")
    private DuckDBConnection connection;

    @SuppressWarnings("NullAway.Init")
    private DSLContext sql;

    @BeforeEach
    void open() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("segments"));
        Files.writeString(folder.resolve("secret"), "canary");
        engine = Engine.open(folder.resolve("segments"), folder.resolve("answers"), folder.resolve("spill"), "200MB");
        connection = engine.connect();
        sql = Engine.sql(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        engine.close();
    }

    @Test
    void segments_areWrittenAndRead() {
        sql.execute("copy (select 7 as a) to '" + folder + "/segments/1.parquet' (format parquet)");
        assertThat(sql.fetchValue("select a from read_parquet('" + folder + "/segments/1.parquet')"))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_text('FOLDER/secret')",
                "select * from read_text('FOLDER/segments/../secret')",
                "select * from read_csv('FOLDER/secret')",
                "select * from 'FOLDER/secret'",
                "select * from glob('FOLDER/*')",
                "copy (select 1) to 'FOLDER/stolen.csv'",
                "copy (select 1) to 'FOLDER/segments/../stolen.csv'",
                "attach 'FOLDER/stolen.db'",
                "export database 'FOLDER/stolen'",
                "select * from read_parquet('https://example.org/a.parquet')",
                "install httpfs",
                "load httpfs",
                "set enable_external_access = true",
                "set allowed_directories = ['/']",
                "set temp_directory = '/tmp'",
                "set lock_configuration = false",
                "set memory_limit = '64GB'",
                "create persistent secret s (type s3)"
            })
    void anythingElse_isRefused(String statement) throws IOException {
        assertThatThrownBy(() -> sql.execute(statement.replace("FOLDER", folder.toString())));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("answers", "secret", "segments", "spill");
        }
    }

    @Test
    void moreThanTheMemory_isSpilled_andCleanedAtTheNextStart() throws IOException, SQLException {
        assertThat(
                        sql.fetchValue(
                                "select count(*) from (select repeat(md5(a::varchar), 8) as t from range(1_000_000) r(a) order by t offset 1)"))
                .isEqualTo(999_999L);
        Files.writeString(folder.resolve("spill/left.tmp"), "what a killed process leaves");
        close();
        open();
        assertThat(folder.resolve("spill")).isEmptyDirectory();
    }
}
