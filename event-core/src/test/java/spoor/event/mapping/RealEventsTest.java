package spoor.event.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import spoor.event.FieldType;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.event.Schema;
import spoor.event.codec.JsonFlattener;

/**
 * The mappings on the NDJSON within every {@code *.zip} of the folder that {@code SPOOR_TEST_DATA} names, else on a few lines that are
 * written as such files are. The expected counts of the real events are those of an independent script.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealEventsTest {
    private static final Mappings MAPPINGS = Mappings.bundled();
    private static final Set<String> COLUMNS = Schema.PROMOTED.stream()
            .filter(Schema.Promoted::isColumn)
            .map(Schema.Promoted::name)
            .collect(Collectors.toSet());

    /** By file. */
    private final Map<String, List<byte[]>> files = new TreeMap<>();

    private boolean isReal;

    @BeforeAll
    void load() throws IOException {
        String folder = System.getenv("SPOOR_TEST_DATA");
        isReal = folder != null;
        if (folder == null) {
            try (InputStream sample = RealEventsTest.class.getResourceAsStream("/spoor/windows-sample.ndjson")) {
                files.put("sample", lines(sample.readAllBytes()));
            }
        } else {
            try (DirectoryStream<Path> zips = Files.newDirectoryStream(Path.of(folder), "*.zip")) {
                for (Path zip : zips) {
                    open(zip);
                }
            }
        }
        assertThat(files).as("files with events in %s", folder).isNotEmpty();
    }

    @Test
    void everyEvent_isReadWithItsTimeAndTheSchemasTypes() {
        files.forEach((file, lines) -> {
            assertThat(lines).as(file).isNotEmpty();
            for (byte[] line : lines) {
                assertThat(MAPPINGS.read(line))
                        .as(() -> new String(line, StandardCharsets.UTF_8))
                        .isInstanceOfSatisfying(Reading.Read.class, read -> {
                            assertThat(read.occurredAt()).isNotNull();
                            assertThat(wrongTypes(read.fields())).isEmpty();
                        });
            }
        });
    }

    @Test
    void columnsAlone_areThoseOfTheWholeReading() {
        for (List<byte[]> lines : files.values()) {
            for (byte[] line : lines) {
                var whole = (Reading.Read) MAPPINGS.read(line);
                var columns = (Reading.Read) MAPPINGS.readColumns(line);
                assertThat(columns.occurredAt()).isEqualTo(whole.occurredAt());
                assertThat(columns.fields()).isEqualTo(onlyColumns(whole.fields()));
            }
        }
    }

    private static Fields onlyColumns(Fields fields) {
        Map<String, Object> columns = new TreeMap<>(fields.asMap());
        columns.keySet().retainAll(COLUMNS);
        return Fields.of(columns);
    }

    @Test
    void everyField_staysBesideTheMappedOnes() throws Exception {
        for (List<byte[]> lines : files.values()) {
            for (byte[] line : lines) {
                assertThat(fields(line).asMap()).containsAllEntriesOf(JsonFlattener.flatten(line));
            }
        }
    }

    @Test
    void actions_areCountedAsTheContractSays() {
        Map<String, Integer> expected = isReal
                ? Map.of(
                        "registry_change", 15_293,
                        "process_access", 7_154,
                        "dll_load", 5_197,
                        "registry_set", 2_325,
                        "file_delete", 460,
                        "file_create", 175,
                        "process_start", 91,
                        "network_connect", 80,
                        "process_end", 73)
                : Map.of("process_start", 4, "process_end", 1, "registry_change", 2, "logon", 1, "process_access", 1);
        Map<String, Integer> counted = new TreeMap<>();
        measured().forEach(line -> counted.merge(String.valueOf(fields(line).text("event.action")), 1, Integer::sum));
        assertThat(counted).containsAllEntriesOf(expected);
    }

    @Test
    void processCallsOfSysmon_areCountedAsTheContractSays() {
        Map<String, Integer> calls = new TreeMap<>();
        for (byte[] line : measured()) {
            Fields fields = fields(line);
            if ("process_start".equals(fields.text("event.action")) && "1".equals(fields.text("event.code"))) {
                calls.merge(fields.text("process.parent.name") + " > " + fields.text("process.name"), 1, Integer::sum);
            }
        }
        int events = calls.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(calls).hasSize(isReal ? 52 : 2);
        assertThat(events).isEqualTo(isReal ? 80 : 3);
        assertThat(calls).containsEntry("services.exe > svchost.exe", isReal ? 11 : 2);
    }

    /** The lines that the counts are known of. */
    private List<byte[]> measured() {
        List<byte[]> lines = files.entrySet().stream()
                .filter(file -> !isReal || file.getKey().startsWith("empire"))
                .flatMap(file -> file.getValue().stream())
                .toList();
        assertThat(lines).hasSize(isReal ? 32_706 : 10);
        return lines;
    }

    private static Fields fields(byte[] line) {
        return ((Reading.Read) MAPPINGS.read(line)).fields();
    }

    private static List<String> wrongTypes(Fields fields) {
        return Schema.PROMOTED.stream()
                .filter(field -> fields.get(field.name()) != null)
                .filter(field -> FieldType.of(fields.get(field.name())) != field.type())
                .map(Schema.Promoted::name)
                .toList();
    }

    private void open(Path zip) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".json") && !entry.getName().startsWith("__MACOSX")) {
                    files.put(entry.getName(), lines(in.readAllBytes()));
                }
            }
        }
    }

    private static List<byte[]> lines(byte[] bytes) {
        var lines = new ArrayList<byte[]>();
        var line = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(b);
            }
        }
        return lines;
    }
}
