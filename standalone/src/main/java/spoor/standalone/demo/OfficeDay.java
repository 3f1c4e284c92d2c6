package spoor.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import spoor.standalone.collector.EventJson;

/**
 * A generated day in an office of twelve, for the demonstration; every event says so in {@code event.provider}.
 *
 * <p>People log on around eight, write, calculate, browse and mail with a dip at noon, and log off in the evening; machines look
 * after themselves all the time. One story hides in it: a mail attachment on {@code WS-07} starts a chain of processes that no
 * other machine shows (Word → command shell → PowerShell → rundll32 → archiver), and between 17:00 and 18:00 that archiver
 * touches thousands of files and sends the result out.
 *
 * <p>The same seed gives the same bytes.
 */
public final class OfficeDay {
    /** The midnight (UTC) at which the day begins. */
    public static final Instant DAY = Instant.parse("2026-03-12T00:00:00Z");

    private static final String PROVIDER = "spoor-sample (generated)";
    private static final List<String> USERS = List.of(
            "a.gruber",
            "b.huber",
            "c.wagner",
            "d.pichler",
            "e.steiner",
            "f.mayer",
            "k.moser",
            "h.bauer",
            "i.berger",
            "j.fuchs",
            "l.eder",
            "m.fischer");
    private static final List<Program> PROGRAMS = List.of(
            new Program("outlook.exe", 30),
            new Program("winword.exe", 22),
            new Program("excel.exe", 18),
            new Program("chrome.exe", 26),
            new Program("teams.exe", 4));
    private static final List<String> SITES = List.of(
            "intranet.example.org",
            "mail.example.org",
            "news.example.net",
            "wiki.example.org",
            "cdn.example.net",
            "maps.example.com",
            "weather.example.com");
    private static final List<String> TOPICS =
            List.of("budget", "offer", "minutes", "plan", "report", "contract", "invoice", "schedule");

    private record Program(String name, int weight) {}

    private record Desk(String host, String user, String address) {}

    private record Running(Desk desk, String name, int pid, String id) {}

    private record Timed(Instant at, byte[] line) {}

    private final SplittableRandom random;
    private final List<Timed> lines = new ArrayList<>();

    private OfficeDay(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The day's events as lines of JSON without line feeds, in the order of their times. */
    public static List<byte[]> lines(long seed) {
        var day = new OfficeDay(seed);
        List<Desk> desks = IntStream.range(0, USERS.size())
                .mapToObj(i -> new Desk("WS-%02d".formatted(i + 1), USERS.get(i), "10.20.1." + (i + 11)))
                .toList();
        desks.forEach(day::machine);
        desks.forEach(day::person);
        day.intrusion(desks.get(6));
        return day.lines.stream()
                .sorted(Comparator.comparing(Timed::at))
                .map(Timed::line)
                .toList();
    }

    /** What a machine does by itself: services start helpers, settings are written, all day and night. */
    private void machine(Desk desk) {
        Running services = running(desk, "services.exe");
        Running host = start(DAY.plusSeconds(random.nextInt(60)), services, "svchost.exe", "-k netsvcs -p");
        for (Instant at = DAY;
                at.isBefore(DAY.plus(Duration.ofDays(1)));
                at = at.plusSeconds(120 + random.nextInt(240))) {
            switch (random.nextInt(5)) {
                case 0 -> start(at, services, "svchost.exe", "-k LocalService");
                case 1 -> start(at, host, random.nextBoolean() ? "taskhostw.exe" : "wmiprvse.exe", "");
                case 2 ->
                    fileOf(
                            at,
                            host,
                            "file_change",
                            "C:\\Windows\\System32\\LogFiles\\wmi\\trace" + random.nextInt(9) + ".etl");
                default ->
                    emit(
                            at,
                            base(at, "registry_set", "registry", host)
                                    .with(
                                            "registry.path",
                                            "HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\Value"
                                                    + random.nextInt(40)));
            }
        }
    }

    private void person(Desk desk) {
        Instant arrives = DAY.plus(Duration.ofMinutes(450 + random.nextInt(90)));
        Instant leaves = DAY.plus(Duration.ofMinutes(970 + random.nextInt(80)));
        Running shell = logon(desk, arrives);
        for (Instant at = arrives.plusSeconds(30); at.isBefore(leaves); at = at.plusSeconds(pause(at))) {
            work(at, shell);
        }
        emit(leaves, base(leaves, "logoff", "authentication", shell));
    }

    private Running logon(Desk desk, Instant at) {
        Running session = running(desk, "winlogon.exe");
        emit(at, base(at, "logon", "authentication", session).with("event.outcome", "success"));
        return start(at.plusSeconds(2), start(at.plusSeconds(1), session, "userinit.exe", ""), "explorer.exe", "");
    }

    /** Seconds to the next thing that someone does: short in the morning, long at noon. */
    private int pause(Instant at) {
        long minute = Duration.between(DAY, at).toMinutes();
        boolean isLunch = minute >= 720 && minute < 780;
        return isLunch ? 300 + random.nextInt(900) : 20 + random.nextInt(110);
    }

    private void work(Instant at, Running shell) {
        String program = pick();
        Running running = start(at, shell, program, "");
        switch (program) {
            case "chrome.exe" -> browse(at, running);
            case "winword.exe", "excel.exe" -> write(at, running, program.equals("excel.exe") ? ".xlsx" : ".docx");
            default -> connect(at.plusSeconds(1), running, "10.20.0.25", 443, 2_000 + random.nextInt(60_000));
        }
    }

    private void browse(Instant at, Running browser) {
        for (int tab = 0; tab <= random.nextInt(3); tab++) {
            Instant opened = at.plusSeconds(2L + tab * 7L);
            Running renderer = start(opened, browser, "chrome.exe", "--type=renderer");
            String site = SITES.get(random.nextInt(SITES.size()));
            emit(
                    opened.plusMillis(150),
                    base(opened.plusMillis(150), "dns_query", "network", renderer)
                            .with("dns.question.name", site));
            connect(
                    opened.plusMillis(400),
                    renderer,
                    "198.51.100." + (10 + random.nextInt(40)),
                    443,
                    5_000 + random.nextInt(900_000));
        }
    }

    private void write(Instant at, Running editor, String ending) {
        String path = "C:\\Users\\" + editor.desk().user() + "\\Documents\\" + TOPICS.get(random.nextInt(TOPICS.size()))
                + random.nextInt(30) + ending;
        fileOf(at.plusSeconds(3), editor, "file_create", path.replace("Documents\\", "Documents\\~$"));
        fileOf(at.plusSeconds(40L + random.nextInt(300)), editor, "file_change", path);
    }

    /** The story: a document starts a chain, the chain's last link packs the file server and sends it away. */
    private void intrusion(Desk desk) {
        Instant opened = DAY.plus(Duration.ofMinutes(1_012)); // 16:52
        Running mail = start(opened, running(desk, "explorer.exe"), "outlook.exe", "");
        Running word = start(
                opened.plusSeconds(20),
                mail,
                "winword.exe",
                "/n \"C:\\Users\\k.moser\\Downloads\\application_final.docm\"");
        Running command =
                start(opened.plusSeconds(26), word, "cmd.exe", "/c powershell -w hidden -ep bypass -f %TEMP%\\u.ps1");
        Running script = start(
                opened.plusSeconds(27),
                command,
                "powershell.exe",
                "-w hidden -ep bypass -f C:\\Users\\k.moser\\AppData\\Local\\Temp\\u.ps1");
        Running loader = start(opened.plusSeconds(95), script, "rundll32.exe", "C:\\ProgramData\\thumbs.dll,Start");
        emit(
                opened.plusSeconds(96),
                base(opened.plusSeconds(96), "dns_query", "network", loader)
                        .with("dns.question.name", "update-check.example.net"));
        connect(opened.plusSeconds(97), loader, "203.0.113.66", 8443, 4_212);
        Instant burst = DAY.plus(Duration.ofHours(17));
        Running archiver = start(
                burst.plusSeconds(40), loader, "7z.exe", "a -p -v50m C:\\ProgramData\\t.7z \\\\FS-01\\projects\\*");
        for (int i = 0; i < 6_000; i++) {
            Instant at = burst.plusMillis(45_000 + random.nextInt(3_400_000));
            String project = "\\\\FS-01\\projects\\" + TOPICS.get(random.nextInt(TOPICS.size())) + "\\"
                    + random.nextInt(900) + ".docx";
            fileOf(
                    at,
                    archiver,
                    i % 8 == 0 ? "file_create" : "file_change",
                    i % 8 == 0 ? "C:\\ProgramData\\t.7z.tmp" + i : project);
        }
        for (int part = 0; part < 24; part++) {
            connect(burst.plusSeconds(600L + part * 120L), loader, "203.0.113.66", 8443, 52_428_800);
        }
    }

    private Running start(Instant at, Running parent, String name, String arguments) {
        Running child = running(parent.desk(), name);
        emit(
                at,
                EventJson.at(at, "process_start", "process")
                        .with("event.provider", PROVIDER)
                        .with("host.name", child.desk().host())
                        .with("user.name", userOf(child))
                        .with("process.name", name)
                        .with("process.executable", "C:\\Windows\\System32\\" + name)
                        .with("process.pid", child.pid())
                        .with("process.entity_id", child.id())
                        .with("process.command_line", arguments.isEmpty() ? name : name + " " + arguments)
                        .with("process.parent.name", parent.name())
                        .with("process.parent.pid", parent.pid())
                        .with("process.parent.entity_id", parent.id()));
        return child;
    }

    private void connect(Instant at, Running process, String address, int port, long bytes) {
        emit(
                at,
                base(at, "network_connect", "network", process)
                        .with("source.ip", process.desk().address())
                        .with("source.port", 49_152 + random.nextInt(16_000))
                        .with("destination.ip", address)
                        .with("destination.port", port)
                        .with("network.transport", "tcp")
                        .with("network.bytes", bytes));
    }

    private void fileOf(Instant at, Running process, String action, String path) {
        emit(at, base(at, action, "file", process).with("file.path", path));
    }

    private static EventJson base(Instant at, String action, String category, Running process) {
        return EventJson.at(at, action, category)
                .with("event.provider", PROVIDER)
                .with("host.name", process.desk().host())
                .with("user.name", userOf(process))
                .with("process.name", process.name())
                .with("process.pid", process.pid())
                .with("process.entity_id", process.id());
    }

    private static String userOf(Running process) {
        return switch (process.name()) {
            case "services.exe", "svchost.exe", "taskhostw.exe", "wmiprvse.exe" -> "SYSTEM";
            default -> process.desk().user();
        };
    }

    private Running running(Desk desk, String name) {
        int pid = 4 * (250 + random.nextInt(5_000));
        return new Running(desk, name, pid, HexFormat.of().toHexDigits(random.nextLong()));
    }

    private String pick() {
        int at = random.nextInt(PROGRAMS.stream().mapToInt(Program::weight).sum());
        for (Program program : PROGRAMS) {
            at -= program.weight();
            if (at < 0) {
                return program.name();
            }
        }
        throw new AssertionError("The weights add up to more than their sum");
    }

    private void emit(Instant at, EventJson event) {
        lines.add(new Timed(at, event.bytes()));
    }
}
