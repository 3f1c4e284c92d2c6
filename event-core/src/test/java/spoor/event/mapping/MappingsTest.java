package spoor.event.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.event.Reading;

class MappingsTest {
    private static final Mappings MAPPINGS = Mappings.bundled();

    @Test
    void sysmonProcessStart_isMappedAndKeepsItsOwnNames() {
        Reading.Read event = read("""
                {"EventID":1,"SourceName":"Microsoft-Windows-Sysmon","Channel":"Microsoft-Windows-Sysmon/Operational",\
                "Hostname":"PC1","Image":"C:\\\\Windows\\\\System32\\\\cmd.exe","ProcessId":"4711","ProcessGuid":"{1}",\
                "ParentImage":"C:\\\\Windows\\\\explorer.exe","ParentProcessId":"12","User":"NT AUTHORITY\\\\SYSTEM",\
                "AccountName":"someone","CommandLine":"cmd /c","UtcTime":"2020-09-18 17:05:52.724",\
                "@timestamp":"2020-09-18T17:07:52.019Z",\
                "Hashes":"SHA1=AA,SHA256=8A221672E37FD7F30D35B3466CA9F1A473F9A77C27A5A16C6392BCEECCAFEA6F,IMPHASH=1"}""");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2020-09-18T17:05:52.724Z"));
        assertThat(event.fields().asMap())
                .containsEntry("event.action", "process_start")
                .containsEntry("event.category", "process")
                .containsEntry("event.code", "1")
                .containsEntry("host.name", "PC1")
                .containsEntry("user.name", "SYSTEM")
                .containsEntry("user.domain", "NT AUTHORITY")
                .containsEntry("process.name", "cmd.exe")
                .containsEntry("process.pid", 4711L)
                .containsEntry("process.parent.name", "explorer.exe")
                .containsEntry("process.parent.pid", 12L)
                .containsEntry("file.hash.sha256", "8a221672e37fd7f30d35b3466ca9f1a473f9a77c27a5a16c6392bceeccafea6f")
                .containsEntry("EventID", 1L)
                .containsEntry("ParentImage", "C:\\Windows\\explorer.exe");
    }

    @Test
    void securityProcessStart_hasTheCreatorAsParentAndHexadecimalNumbers() {
        Reading.Read event = read("""
                {"EventID":4688,"SourceName":"Microsoft-Windows-Security-Auditing","Hostname":"PC1",\
                "NewProcessId":"0x23a8","NewProcessName":"C:\\\\Windows\\\\System32\\\\whoami.exe","ProcessId":"0x2d4",\
                "ParentProcessName":"C:\\\\Windows\\\\System32\\\\svchost.exe","SubjectUserName":"pedro",\
                "TimeCreated":"2022-07-05T02:02:10.989Z"}""");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2022-07-05T02:02:10.989Z"));
        assertThat(event.fields().asMap())
                .containsEntry("event.action", "process_start")
                .containsEntry("process.name", "whoami.exe")
                .containsEntry("process.pid", 0x23a8L)
                .containsEntry("process.parent.name", "svchost.exe")
                .containsEntry("process.parent.pid", 0x2d4L)
                .containsEntry("user.name", "pedro");
    }

    @Test
    void localTimeWithoutZone_takesTheZoneOfTheShippersClocks() {
        Reading.Read event = read("""
                {"EventID":4634,"SourceName":"Microsoft-Windows-Security-Auditing","EventTime":"2020-09-18 13:07:50",\
                "EventReceivedTime":"2020-09-18 13:07:52","@timestamp":"2020-09-18T17:07:52.034Z","TargetUserName":"a"}""");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2020-09-18T17:07:50Z"));
        assertThat(event.fields().asMap())
                .containsEntry("event.action", "logoff")
                .containsEntry("user.name", "a");
    }

    @Test
    void processAccess_namesWhoActedAndUponWhom() {
        Reading.Read event = read("""
                {"EventID":10,"SourceName":"Microsoft-Windows-Sysmon","SourceImage":"C:\\\\a\\\\taskmgr.exe",\
                "SourceProcessId":"7","TargetImage":"C:\\\\b\\\\lsass.exe","TargetProcessId":"8"}""");
        assertThat(event.fields().asMap())
                .containsEntry("event.action", "process_access")
                .containsEntry("process.name", "taskmgr.exe")
                .containsEntry("process.pid", 7L)
                .containsEntry("process.target.name", "lsass.exe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Channel\":\"Microsoft-Windows-Sysmon/Operational\"",
                "\"ProviderName\":\"Microsoft-Windows-Sysmon\"",
                "\"SourceName\":\"Microsoft-Windows-Sysmon\",\"Channel\":\"ForwardedEvents\""
            })
    void whoWroteTheEvent_isKnownByProviderOrChannel(String origin) {
        assertThat(read("{\"EventID\":\"7\"," + origin + ",\"ImageLoaded\":\"C:\\\\a.dll\"}")
                        .fields()
                        .asMap())
                .containsEntry("event.action", "dll_load")
                .containsEntry("dll.path", "C:\\a.dll");
    }

    @Test
    void anotherProvidersEventInAKnownChannel_hasNoAction() {
        assertThat(read("{\"EventID\":4688,\"SourceName\":\"Someone-Else\",\"Channel\":\"Security\"}")
                        .fields()
                        .asMap())
                .doesNotContainKey("event.action");
    }

    @Test
    void numberOfTheSchema_isWholeOrText() {
        assertThat(read("{\"process\":{\"pid\":12.0},\"source\":{\"port\":1.5},\"destination\":{\"port\":true}}")
                        .fields()
                        .asMap())
                .containsEntry("process.pid", 12L)
                .containsEntry("source.port", "1.5")
                .containsEntry("destination.port", "true");
    }

    @Test
    void unknownWindowsEvent_hasNoActionButEverythingElse() {
        Reading.Read event =
                read("{\"EventID\":4658,\"SourceName\":\"Microsoft-Windows-Security-Auditing\",\"Hostname\":\"h\"}");
        assertThat(event.fields().asMap()).containsEntry("event.code", "4658").doesNotContainKey("event.action");
    }

    @Test
    void ecsEvent_keepsItsFieldsWithTheSchemasTypes() {
        Reading.Read event = read("""
                {"@timestamp":"2026-01-01T00:00:00+01:00","event":{"action":"file_create","code":7},"process":{"pid":"12"},\
                "source.port":"many","custom":1.5}""");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
        assertThat(event.fields().asMap())
                .containsEntry("event.action", "file_create")
                .containsEntry("event.code", "7")
                .containsEntry("process.pid", 12L)
                .containsEntry("source.port", "many")
                .containsEntry("custom", 1.5);
    }

    @Test
    void withoutATimeThatCanBeRead_sourceSaidNothing() {
        assertThat(read("{\"@timestamp\":\"yesterday\"}").occurredAt()).isNull();
        assertThat(read("{\"ts\":1600450072.5}").occurredAt()).isEqualTo(Instant.parse("2020-09-18T17:27:52.500Z"));
    }

    @Test
    void timeThatNoEventCanHave_isRefused_andTheNextSourceHolds() {
        Reading.Read event = read("""
                {"EventID":1,"SourceName":"Microsoft-Windows-Sysmon","TimeCreated":"+99999-01-01T00:00:00Z",\
                "UtcTime":"2020-09-18 17:05:52.724"}""");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2020-09-18T17:05:52.724Z"));
        assertThat(event.fields().asMap()).containsEntry("TimeCreated", "+99999-01-01T00:00:00Z");
        assertThat(read("{\"@timestamp\":\"-0001-12-31T23:59:59Z\"}").occurredAt())
                .isNull();
        assertThat(read("{\"ts\":1e300}").occurredAt()).isNull();
        assertThat(read("{\"ts\":-99999999999999}").occurredAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timestamp\":\"Oct 11 22:14:15\"}",
                "{\"DATE\":\"Oct 11 22:14:15.25\"}",
                "{\"timereported\":\"oct 11 22:14:15\"}",
                "{\"time\":\" Oct  1 02:14:15\"}",
                "{\"@timestamp\":\"Oct 01 02:14:15\"}"
            })
    void syslogTime_isOfTheYearNearestToReceipt_andTheEventSaysWhatIsAssumed(String json) {
        Reading.Read event = read(json);
        assertThat(event.occurredAt()).isNull();
        assertThat(event.fields().asMap()).containsEntry("event.time_assumed", "year and zone");
        boolean isFirst = json.contains("1 02");
        Instant expected = Instant.parse(isFirst ? "2026-10-01T02:14:15Z" : "2026-10-11T22:14:15Z");
        for (String receivedAt : List.of("2026-10-12T00:00:00Z", "2026-12-31T00:00:00Z", "2027-01-20T00:00:00Z")) {
            assertThat(event.occurredAt(Instant.parse(receivedAt)).truncatedTo(ChronoUnit.SECONDS))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Feb 30 12:00:00", "Oct 11 24:14:15", "Oct 11", "Okt 11 22:14:15", "Oct 11 22:14:15 CEST"})
    void whatOnlyLooksLikeASyslogTime_saysNothing(String time) {
        Reading.Read event = read("{\"timestamp\":\"" + time + "\"}");
        assertThat(event.occurredAt(Instant.parse("2026-10-12T00:00:00Z"))).isNull();
        assertThat(event.fields().asMap()).doesNotContainKey("event.time_assumed");
    }

    @Test
    void timeOfAClockThatWasNeverSet_holdsOnlyWhereThereIsNoOther() {
        Reading.Read other = read("""
                {"EventID":1,"SourceName":"Microsoft-Windows-Sysmon","TimeCreated":"1601-01-01T00:00:00Z",\
                "UtcTime":"2020-09-18 17:05:52.724"}""");
        assertThat(other.occurredAt()).isEqualTo(Instant.parse("2020-09-18T17:05:52.724Z"));
        assertThat(read("{\"@timestamp\":\"1970-01-01T00:00:00Z\",\"ts\":0}").occurredAt())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void notJson_isMalformedAtItsPlace() {
        assertThat(MAPPINGS.read("{\"a\":nope}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Reading.Malformed.class, malformed -> {
                    assertThat(malformed.reason()).startsWith("Not JSON: ");
                    assertThat(malformed.byteOffset()).isBetween(5L, 9L);
                });
    }

    private static Reading.Read read(String json) {
        return (Reading.Read) MAPPINGS.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
