package spoor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spoor.client.Expression.count;
import static spoor.client.Expression.countIf;
import static spoor.client.Expression.distinct;
import static spoor.client.Expression.max;
import static spoor.client.Expression.mean;
import static spoor.client.Expression.quantile;
import static spoor.client.Expression.sum;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import spoor.request.Requests;
import spoor.request.Step;
import spoor.request.TableRequest;
import tools.jackson.databind.json.JsonMapper;

class FrameTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Spoor SPOOR = Spoor.connect("http://127.0.0.1:1", "secret", InstantSource.fixed(NOON));

    @AfterAll
    static void close() {
        SPOOR.close();
    }

    @Test
    void selection_isNarrowedStepByStep() {
        assertThat(SPOOR.events("lab")
                        .last(Duration.ofHours(6))
                        .to(NOON)
                        .where("event.action:process_start")
                        .where("host.name:a OR host.name:b")
                        .asOf(17)
                        .request())
                .isEqualTo(new TableRequest(
                        "lab",
                        Instant.parse("2026-01-02T06:00:00Z"),
                        NOON,
                        "(event.action:process_start) AND (host.name:a OR host.name:b)",
                        17L,
                        List.of()));
    }

    @Test
    void everyStep_isWrittenSoThatTheServiceReadsTheSame() {
        Events lab = SPOOR.events("lab");
        Map<String, String> follows = new LinkedHashMap<>();
        follows.put("a", "event.action = 'logon'");
        follows.put("b", "event.action = 'logoff'");
        Frame all = lab.derive(Expression.of("network.bytes / 1024").as("kb"))
                .filter("kb > 10")
                .bucket("time", Duration.ofMinutes(1), "minute")
                .groupBy("minute", "host.name")
                .agg(count().as("n"), distinct("Größe x"), quantile("kb", 0.95), countIf("kb > 100"))
                .partBy("host.name")
                .orderBy("-minute")
                .add(Expression.of("rolling_mean(n, 60)").as("mean"))
                .pivot(List.of("minute"), "host.name", "n", "sum")
                .melt(List.of("minute"), List.of("a", "b"), "host", "n")
                .join(SPOOR.events("lab").where("x:1"), Step.Join.Type.anti, "host")
                .asofJoin(lab, "minute", Step.AsofJoin.Direction.forward, Duration.ofSeconds(5), "host")
                .select("minute", "n")
                .sort("-n")
                .sample(10, 7)
                .distinct()
                .top("host", 3, sum("n").as("total"))
                .partBy("host")
                .sessionize("time", Duration.ofMinutes(30), "session")
                .partBy("host")
                .sequence("time", Duration.ofMinutes(5), follows)
                .resample("time", Duration.ofHours(1), Step.Resample.Fill.zero, List.of("host"), max("n"))
                .partBy()
                .orderBy("-n")
                .rank("rank")
                .partBy("host")
                .orderBy("time")
                .cumulative(sum("n").as("so far"))
                .partBy("host")
                .orderBy("time")
                .diff("n", "more")
                .describe("n")
                .correlate(Step.Correlate.Method.spearman, "a", "b")
                .histogram("n", 7, "host")
                .quantiles("n", List.of(0.5, 0.95), "host")
                .rarity(List.of("a"), List.of("b"), "bits")
                .firstSeen("time", "a", "b")
                .limit(5);

        assertThat(Requests.table(JsonMapper.shared().readTree(all.json()))).isEqualTo(all.request());
        assertThat(all.request().steps())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(Arrays.<Class<?>>asList(Step.class.getPermittedSubclasses()));
    }

    @Test
    void sequenceOfExpressions_keepsTheirOrderAndNames() {
        Map<String, String> follows = new LinkedHashMap<>();
        follows.put("in", "event.action = 'logon'");
        follows.put("event.action = 'logoff'", "event.action = 'logoff'");

        assertThat(SPOOR.events("lab")
                        .partBy("host.name")
                        .sequence(
                                "time",
                                Duration.ofMinutes(5),
                                Expression.of("event.action = 'logon'").as("in"),
                                Expression.of("event.action = 'logoff'"))
                        .request()
                        .steps())
                .containsExactly(new Step.Sequence(List.of("host.name"), "time", Duration.ofMinutes(5), follows));
    }

    @Test
    void frame_staysAsItIsWhenMoreIsAskedOfIt() {
        Frame counted = SPOOR.events("lab").groupBy("host.name").agg(count());
        counted.limit(1);

        assertThat(counted.request().steps())
                .containsExactly(new Step.Group(List.of("host.name"), Map.of("count", "count()")));
    }

    @Test
    void fieldOfAnyName_isQuotedWhereItMustBe() {
        assertThat(distinct("host.name").text()).isEqualTo("distinct(host.name)");
        assertThat(distinct("Größe \"x\"").text()).isEqualTo("distinct(\"Größe \"\"x\"\"\")");
        assertThat(distinct("In").text()).isEqualTo("distinct(\"In\")");
        assertThat(distinct("In")).hasFieldOrPropertyWithValue("name", "distinct(In)");
    }

    @Test
    void columnsOfOneName_areRefused() {
        assertThatThrownBy(() -> SPOOR.events("lab")
                        .groupBy()
                        .agg(mean("a").as("x"), mean("b").as("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
    }

    @Test
    void joinedFrameWithAWatermark_isRefused() {
        Events other = SPOOR.events("lab").asOf(3);
        assertThatThrownBy(() -> SPOOR.events("lab").join(other, Step.Join.Type.inner, "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
