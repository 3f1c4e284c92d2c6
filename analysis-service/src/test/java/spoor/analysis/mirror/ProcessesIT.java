package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.request.ErrorCode;
import spoor.request.ProcessesRequest;
import spoor.request.ProcessesResult;
import spoor.request.RequestException;

/** Processes of events as Sysmon, the security log and others tell them. */
class ProcessesIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void matchingProcess_comesWithAllItsAncestors() {
        office.write(
                0,
                start(0, "{e1}", 1, "winlogon.exe", null, 0),
                start(1, "{e2}", 2, "explorer.exe", "{e1}", 1),
                start(2, "{e3}", 3, "cmd.exe", "{e2}", 2),
                start(3, "{e4}", 4, "notepad.exe", "{e2}", 2),
                "{\"second\":4,\"event.action\":\"network_connect\",\"host.name\":\"pc\",\"process.entity_id\":\"{e3}\",\"destination.ip\":\"10.0.0.9\"}",
                "{\"second\":5,\"event.action\":\"process_end\",\"host.name\":\"pc\",\"process.entity_id\":\"{e3}\"}");
        ProcessesResult found = processes("destination.ip:10.0.0.9");

        assertThat(found.processes())
                .extracting(
                        ProcessesResult.Instance::id,
                        ProcessesResult.Instance::parent,
                        ProcessesResult.Instance::parentName,
                        ProcessesResult.Instance::events,
                        ProcessesResult.Instance::orphan)
                .containsExactly(
                        tuple("{e1}", null, null, 0L, false),
                        tuple("{e2}", "{e1}", "winlogon.exe", 0L, false),
                        tuple("{e3}", "{e2}", "explorer.exe", 1L, false));
        assertThat(found.processes().getLast())
                .isEqualTo(new ProcessesResult.Instance(
                        "{e3}",
                        "{e2}",
                        "explorer.exe",
                        "cmd.exe",
                        "C:\\cmd.exe",
                        "cmd.exe /x",
                        3L,
                        "pc",
                        "anna",
                        at(2),
                        at(5),
                        1,
                        false));
        assertThat(found.total()).isEqualTo(3);
        assertThat(found.watermark()).isEqualTo(office.store.watermark());
    }

    /** 7 is cmd.exe until it ends, then powershell.exe; each starts a child, and on another host it is neither. */
    @Test
    void processIdGivenAgain_isAnotherProcess() {
        office.write(
                0,
                start(10, null, 7, "cmd.exe", null, 1),
                start(11, null, 8, "child of cmd", null, 7),
                end(12, 7),
                start(20, null, 7, "powershell.exe", null, 1),
                start(21, null, 9, "child of powershell", null, 7),
                end(22, 7),
                "{\"second\":30,\"event.action\":\"logon\",\"host.name\":\"other\",\"process.pid\":7,\"process.name\":\"lsass.exe\"}");
        ProcessesResult found = processes("");

        assertThat(found.processes())
                .extracting(
                        ProcessesResult.Instance::name,
                        ProcessesResult.Instance::parentName,
                        ProcessesResult.Instance::start,
                        ProcessesResult.Instance::end)
                .containsExactly(
                        tuple("lsass.exe", null, null, null),
                        tuple("cmd.exe", null, at(10), at(12)),
                        tuple("child of cmd", "cmd.exe", at(11), null),
                        tuple("powershell.exe", null, at(20), at(22)),
                        tuple("child of powershell", "powershell.exe", at(21), null));
        assertThat(found.processes())
                .extracting(ProcessesResult.Instance::id)
                .startsWith("other:7", "pc:7:" + 1_000_000 * at(10).getEpochSecond());
    }

    @Test
    void parentThatWasNotSeen_makesAnOrphan() {
        office.write(
                0,
                "{\"second\":1,\"event.action\":\"process_start\",\"host.name\":\"pc\",\"process.pid\":5,\"process.name\":\"a\","
                        + "\"process.parent.pid\":4,\"process.parent.name\":\"gone\"}",
                start(2, "{e}", 6, "b", "{unheard of}", 3),
                start(3, "{f}", 7, "c", "{00000000-0000-0000-0000-000000000000}", 6));

        assertThat(processes("").processes())
                .extracting(
                        ProcessesResult.Instance::name,
                        ProcessesResult.Instance::parent,
                        ProcessesResult.Instance::parentName,
                        ProcessesResult.Instance::orphan)
                .containsExactly(
                        tuple("a", "pc:4", "gone", true),
                        tuple("b", "{unheard of}", null, true),
                        tuple("c", "{e}", "b", false));
    }

    @Test
    void startWithoutAnEntityId_isThatOfTheSourceThatTellsOne() {
        office.write(
                0,
                start(10, "{e}", 7, "cmd.exe", null, 1),
                "{\"second\":11,\"event.action\":\"process_start\",\"host.name\":\"pc\",\"process.pid\":7,\"process.name\":\"cmd.exe\"}",
                "{\"second\":20,\"event.action\":\"file_create\",\"host.name\":\"pc\",\"process.pid\":7}",
                "{\"second\":40,\"event.action\":\"process_start\",\"host.name\":\"pc\",\"process.pid\":7,\"process.name\":\"later\"}");

        assertThat(processes("").processes())
                .extracting(
                        ProcessesResult.Instance::id, ProcessesResult.Instance::name, ProcessesResult.Instance::events)
                .containsExactly(
                        tuple("{e}", "cmd.exe", 3L), tuple("pc:7:" + 1_000_000 * at(40).getEpochSecond(), "later", 1L));
    }

    @Test
    void limit_keepsAncestorsAndTellsTheTrueTotal() {
        office.write(
                0,
                start(3, "{c}", 3, "c", "{b}", 2),
                start(2, "{b}", 2, "b", "{a}", 1),
                start(1, "{a}", 1, "a", null, 0),
                start(4, "{d}", 4, "d", "{c}", 3));
        ProcessesResult found =
                office.mirror().processes(new ProcessesRequest("office", null, null, "process.name:d", null, 2));

        assertThat(found.processes()).extracting(ProcessesResult.Instance::name).containsExactly("a", "b");
        assertThat(found.total()).isEqualTo(4);
        assertThat(office.mirror()
                        .processes(new ProcessesRequest("office", null, null, "", null, 0))
                        .total())
                .isEqualTo(4);
    }

    @Test
    void earlierWatermarkAndRange_holdTheirEventsOnly() {
        office.write(0, start(1, "{a}", 1, "a", null, 0));
        office.write(0, start(2, "{b}", 2, "b", "{a}", 1));

        assertThat(office.mirror()
                        .processes(new ProcessesRequest("office", null, null, "", 1L, 10))
                        .processes())
                .extracting(ProcessesResult.Instance::name)
                .containsExactly("a");
        assertThat(office.mirror()
                        .processes(new ProcessesRequest("office", at(2), null, "", null, 10))
                        .processes())
                .extracting(ProcessesResult.Instance::name, ProcessesResult.Instance::events)
                .containsExactly(tuple("a", 0L), tuple("b", 1L));
        assertThat(office.mirror()
                        .processes(new ProcessesRequest("office", null, at(2), "", null, 10))
                        .processes())
                .extracting(ProcessesResult.Instance::name)
                .containsExactly("a");
    }

    /** Each is told to have been started by the other. */
    @Test
    void processesInACircle_areToldOnce() {
        office.write(
                0,
                start(1, "{a}", 1, "a", "{b}", 2),
                start(2, "{b}", 2, "b", "{a}", 1),
                start(3, "{c}", 3, "c", "{c}", 3));

        assertThat(processes("").processes())
                .extracting(ProcessesResult.Instance::id, ProcessesResult.Instance::parent)
                .containsExactly(tuple("{a}", "{b}"), tuple("{b}", "{a}"), tuple("{c}", null));
    }

    @Test
    void eventsWithoutProcesses_tellOfNone() {
        office.write(0, "{\"second\":1,\"note\":\"n\"}");

        assertThat(processes("").processes()).isEmpty();
        assertThat(catchThrowableOfType(RequestException.class, () -> processes("("))
                        .code())
                .isEqualTo(ErrorCode.INVALID_QUERY);
    }

    private ProcessesResult processes(String query) {
        return office.mirror().processes(new ProcessesRequest("office", null, null, query, null, 100));
    }

    private static Instant at(int second) {
        return Office.NOON.plusSeconds(second);
    }

    private static String start(
            int second, @Nullable String entity, int pid, String name, @Nullable String parentEntity, int parentPid) {
        return "{\"second\":%d,\"event.action\":\"process_start\",\"host.name\":\"pc\",\"user.name\":\"anna\",\"process.pid\":%d,\"process.name\":\"%s\",\"process.executable\":\"C:\\\\%s\",\"process.command_line\":\"%s /x\"%s%s%s}"
                .formatted(
                        second,
                        pid,
                        name,
                        name,
                        name,
                        entity == null ? "" : ",\"process.entity_id\":\"" + entity + "\"",
                        parentEntity == null ? "" : ",\"process.parent.entity_id\":\"" + parentEntity + "\"",
                        parentPid == 0 || (parentEntity == null && parentPid == 1)
                                ? ""
                                : ",\"process.parent.pid\":" + parentPid);
    }

    private static String end(int second, int pid) {
        return "{\"second\":%d,\"event.action\":\"process_end\",\"host.name\":\"pc\",\"process.pid\":%d}"
                .formatted(second, pid);
    }
}
