package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import spoor.analysis.mirror.Asker;
import spoor.client.Spoor;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.TableResult;

/** The service over a real port. */
class AnalysisServiceIT {
    private static final OneEventStore STORE = new OneEventStore();
    private static final OneEventMirror MIRROR = new OneEventMirror();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String WITHOUT_DATABASE = "--spring.autoconfigure.exclude="
            + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
            + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private static ConfigurableApplicationContext context;
    private static String address;

    /** The service without PostgreSQL and DuckDB behind it. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(AnalysisConfiguration.class)
    static class Service {}

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(Service.class)
                .properties("spring.config.name=analysis")
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("store", STORE);
                    starting.getBeanFactory().registerSingleton("mirror", MIRROR);
                })
                .run("--server.port=0", "--spoor.analysis.token=secret", WITHOUT_DATABASE);
        address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        context.close();
        CLIENT.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/metrics", "/api/v1/datasets", "/api/v1/openapi.json", "/api/v1/nowhere", "/?token=wrong"})
    void noToken_isUnauthenticated(String path) throws Exception {
        HttpResponse<String> answer = send(path);

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void noToken_aBrowserGetsAPageThatAllowsItsOwnStyleAlone() throws Exception {
        HttpResponse<String> answer = send("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("Spoor needs the access token").doesNotContain("secret");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "style-src 'sha256-", "frame-ancestors 'none'");
        assertProblem(send("/api/v1/datasets", "Accept", "text/html"), 401, "unauthenticated");
    }

    @Test
    void wrongTokenOfAPerson_isSaidOnThePage() throws Exception {
        String[] browser = {"Accept", "text/html"};
        assertThat(send("/?token=wrong", browser).body()).contains("This is not the token");
        assertThat(send("/", browser).body()).doesNotContain("This is not the token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic secret", "secret"})
    void wrongToken_isUnauthenticated(String authorization) throws Exception {
        assertProblem(send("/api/v1/datasets", "Authorization", authorization), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x.y", "secret"})
    void forgedSession_isUnauthenticated(String session) throws Exception {
        assertProblem(send("/api/v1/datasets", "Cookie", AccessFilter.COOKIE + "=" + session), 401, "unauthenticated");
    }

    @Test
    void addressWithToken_setsACookieThatCountsAsTheToken() throws Exception {
        HttpResponse<String> opened = send("/?view=table&token=secret&from=1");

        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("Location")).hasValue("/?view=table&from=1");
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("secret");
        assertThat(send("/api/v1/datasets", "Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void foreignOrigin_isForbiddenToPost() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/table"))
                .header("Authorization", "Bearer secret")
                .header("Origin", "http://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertProblem(CLIENT.send(request, BodyHandlers.ofString()), 403, "foreign_origin");
    }

    @Test
    void storeDown_isAliveButNotReady() throws Exception {
        assertThat(send("/readyz").statusCode()).isEqualTo(200);
        STORE.isDown = true;
        try {
            assertThat(send("/healthz").statusCode()).isEqualTo(200);
            assertProblem(send("/readyz"), 503, "store_unavailable");
        } finally {
            STORE.isDown = false;
        }
    }

    @Test
    void mirrorBehind_isSaidAndNotReady() throws Exception {
        assertThat(ask("/api/v1/mirror").body())
                .isEqualTo(
                        "{\"watermark\":1,\"storeWatermark\":1,\"behind\":false,\"events\":1,\"hotEvents\":0,\"segments\":1,"
                                + "\"files\":1,\"bytes\":100,\"holes\":0,\"readEvents\":1,\"memoryBytes\":1000}");
        MIRROR.watermark = 0;
        try {
            assertThat(ask("/api/v1/mirror").body())
                    .startsWith("{\"watermark\":0,\"storeWatermark\":1,\"behind\":true,");
            assertProblem(send("/readyz"), 503, "mirror_behind");
        } finally {
            MIRROR.watermark = 1;
        }
    }

    @Test
    void mirror_canBeCompared_onceAtATime() throws Exception {
        assertThat(ask("/api/v1/mirror/check?dataset=default").body())
                .isEqualTo(
                        "[{\"day\":\"1970-01-01\",\"isEqual\":true,\"events\":1,\"storedEvents\":1,\"checksum\":\"00\","
                                + "\"storedChecksum\":\"00\"}]");
        assertProblem(send("/api/v1/mirror/check"), 401, "unauthenticated");
        MIRROR.duringCheck = () -> assertProblem(
                CLIENT.sendAsync(
                                request("/api/v1/mirror/check", "Authorization", "Bearer secret"),
                                BodyHandlers.ofString())
                        .join(),
                409,
                "check_running");
        try {
            assertThat(ask("/api/v1/mirror/check").statusCode()).isEqualTo(200);
        } finally {
            MIRROR.duringCheck = () -> {};
        }
    }

    @Test
    void metrics_arePrometheusText() throws Exception {
        assertThat(ask("/metrics").body())
                .contains(
                        "# TYPE jvm_memory_used_bytes gauge",
                        "spoor_mirror_watermark 1.0\n",
                        "spoor_mirror_events 1.0\n",
                        "spoor_mirror_disk_bytes 100.0\n",
                        "spoor_mirror_memory_bytes 1000.0\n",
                        "spoor_mirror_read_events_total 1.0\n");
    }

    @Test
    void everyAnswer_carriesTheContentSecurityPolicy() throws Exception {
        HttpResponse<String> answer = ask("/api/v1/datasets");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void datasetsAndCollectors_areListed() throws Exception {
        assertThat(ask("/api/v1/datasets").body())
                .isEqualTo("[{\"name\":\"default\",\"events\":1,\"from\":\"2026-01-02T12:00:00.123456Z\","
                        + "\"to\":\"2026-01-02T12:00:00.123456Z\",\"watermark\":1,\"bytes\":27,\"keep\":\"P30D\"}]");
        assertThat(ask("/api/v1/collectors").body())
                .contains(
                        "\"received\":4",
                        "\"dropped\":0",
                        "\"clockOffsetMillis\":-300000",
                        "\"clockUncertaintyMillis\":3",
                        "\"clockMeasuredAt\":\"2026-01-02T12:00:00.123456Z\"",
                        "\"clockBasis\":\"exchange\"");
    }

    @Test
    void event_isFlatAndItsOwnPropertiesWin() throws Exception {
        assertThat(ask("/api/v1/events/17-3").body())
                .contains(
                        "\"id\":\"17-3\"",
                        "\"event.action\":\"process_start\"",
                        "\"time\":\"2026-01-02T12:00:00.123456Z\"");
    }

    @Test
    void rawEvent_isTheBytesForSaving() throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(
                request("/api/v1/events/17-3/raw", "Authorization", "Bearer secret"), BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(OneEventStore.RAW);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events/17-4", "/api/v1/events/x", "/api/v1/events/17-4/raw", "/api/v1/nowhere"})
    void whatIsNotThere_isNotFound(String path) throws Exception {
        assertProblem(ask(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "%00"})
    void malformedOfAnUnknownDataset_isNotFound(String dataset) throws Exception {
        assertProblem(ask("/api/v1/malformed?dataset=" + dataset), 404, "unknown_dataset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events?query=%zz", "/api/v1/events?query=%ff", "/?token=%zz"})
    void addressThatCannotBeDecoded_isInvalid(String path) throws Exception {
        assertThat(raw("GET", path)).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%",
                "/api/v1/%zz",
                "/api/v1/%ff",
                "/api/v1/%2e%2e",
                "/api/v1/%2f",
                "/api/v1/%00",
                "/api/v1/a\\b",
                "/api/v1/events?x=[",
                "/api/v1/events?query=<a>",
                "/api/v1/events?query={}",
                "/../../etc",
                "api"
            })
    void addressThatTheServerRefuses_isAProblemToo(String path) throws Exception {
        assertServersProblem(raw("GET", path), 400);
    }

    @Test
    void headersThatTheServerRefuses_areAProblemToo() throws Exception {
        assertServersProblem(raw("GET", "/", "X-Long: " + "x".repeat(20_000)), 400);
        assertServersProblem(raw("GET", "/", "Host: other"), 400);
        assertServersProblem(raw("GET", "/", "Content-Length: many"), 400);
        assertServersProblem(raw("GET", "/", "Transfer-Encoding: rot13"), 501);
        assertServersProblem(raw("G(T", "/"), 400);
    }

    private static void assertServersProblem(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":" + status, "\"code\":\"invalid_request\"")
                .doesNotContainIgnoringCase("<html", "tomcat", "exception");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/events/17-3;x=1, 400",
        "GET, //, 400",
        "PUT, /, 405",
        "PUT, /api/v1/datasets, 405",
        "TRACE, /, 405",
        "GET, /error, 404"
    })
    void whatNoControllerTakes_isAProblemWithItsOwnStatus(String method, String path, int status) throws Exception {
        assertThat(raw(method, path))
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json")
                .contains(status == 404 ? "\"code\":\"not_found\"" : "\"code\":\"invalid_request\"");
    }

    @Test
    void refusalOfSpring_saysWhy() throws Exception {
        assertThat(ask("/api/v1/table").body()).contains("Method 'GET' is not supported");
        assertThat(ask("/api/v1/nowhere").body()).contains("There is nothing at this address");
    }

    @Test
    void malformed_saysReasonPlaceAndBytes() throws Exception {
        assertThat(ask("/api/v1/malformed").body())
                .contains("\"reason\":\"no JSON\"", "\"offset\":2", "\"sender\":\"pc\"", "\"bytes\":\"ez99\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "many"})
    void limitOutOfBounds_isInvalid(String limit) throws Exception {
        assertProblem(ask("/api/v1/malformed?limit=" + limit), 400, "invalid_request");
    }

    @Test
    void table_isJsonOrFormulaSafeCsv() throws Exception {
        assertThat(post("/api/v1/table", "{}", "application/json").body())
                .startsWith("{\"columns\":[{\"name\":\"n\",\"type\":\"text\"},{\"name\":\"at\",\"type\":\"time\"}")
                .contains(
                        "\"rows\":[[\"=1+1\",\"2026-01-02T12:00:00.123456Z\",0.5,7,true],[\"a,b\",null,null,null,null]]")
                .endsWith(
                        "\"rowCount\":2,\"truncated\":false,\"watermark\":1,\"scannedEvents\":1,\"elapsedMillis\":0}");
        HttpResponse<String> csv = post("/api/v1/table", "{}", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body())
                .isEqualTo("n,at,x,k,is\r\n'=1+1,2026-01-02T12:00:00.123456Z,0.5,7,true\r\n\"a,b\",,,,\r\n");
        assertThat(csv.headers().firstValue("Spoor-Watermark")).hasValue("1");
        assertThat(csv.headers().firstValue("Spoor-Rows")).hasValue("2");
        assertThat(csv.headers().firstValue("Spoor-Truncated")).hasValue("false");
    }

    @Test
    void table_isAnArrowStream() throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(
                posting("/api/v1/table", "{}", "application/vnd.apache.arrow.stream, application/json;q=0.5"),
                BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vnd.apache.arrow.stream");
        try (var memory = new RootAllocator();
                var reader = new ArrowStreamReader(new ByteArrayInputStream(answer.body()), memory)) {
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            assertThat(batch.getSchema().getCustomMetadata()).containsEntry("watermark", "1");
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(batch.contentToTSVString())
                    .isEqualTo("n\tat\tx\tk\tis\n=1+1\t1767355200123456\t0.5\t7\ttrue\na,b\tnull\tnull\tnull\tnull\n");
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void table_isAParquetFile() throws Exception {
        HttpResponse<String> answer = post("/api/v1/table", "{}", "application/vnd.apache.parquet");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vnd.apache.parquet");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("4");
        assertThat(answer.body()).isEqualTo("PAR1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/csv",
                "application/vnd.apache.arrow.stream",
                "application/vnd.apache.parquet"
            })
    void refusedTable_isAProblemInEveryForm(String accept) throws Exception {
        assertProblem(post("/api/v1/table", "{\"query\":\"refuse too_large\"}", accept), 400, "too_large");
    }

    @Test
    void frame_fetchesWhatTheServiceAnswers_andIsRefusedAsItRefuses() {
        try (Spoor spoor = Spoor.connect(address, "secret")) {
            TableResult answer = spoor.events("default").fetch();

            assertThat(answer).isEqualTo(MIRROR.table(spoor.events("default").request()));
            assertThatThrownBy(() -> spoor.events("default")
                            .where("refuse history_changed")
                            .fetch())
                    .isInstanceOfSatisfying(RequestException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.HISTORY_CHANGED);
                        assertThat(refusal.problems())
                                .containsExactly(new Problem("query", 0, 6, "refused", List.of()));
                    });
        }
        try (Spoor stranger = Spoor.connect(address, "wrong")) {
            assertThatThrownBy(() -> stranger.events("default").fetch())
                    .isInstanceOfSatisfying(
                            RequestException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
        }
    }

    @Test
    void whoeverGoes_isNotWaitedFor() throws Exception {
        var asked = new CountDownLatch(1);
        var given = new CompletableFuture<Boolean>();
        MIRROR.beforeTable = () -> {
            BooleanSupplier isGone = Asker.isGone();
            asked.countDown();
            try {
                await().until(isGone::getAsBoolean);
                given.complete(true);
            } catch (ConditionTimeoutException e) {
                given.complete(false);
            }
        };
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(address).getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/table HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer secret\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            await().during(Duration.ofMillis(200)).until(() -> !given.isDone());
        } finally {
            MIRROR.beforeTable = () -> {};
        }
        assertThat(given.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "unknown_dataset, 404",
        "history_changed, 410",
        "mirror_behind, 503",
        "timed_out, 503",
        "too_many_streams, 503",
        "store_unavailable, 503",
        "internal, 500",
        "not_found, 404",
        "unauthenticated, 401",
        "foreign_origin, 403",
        "invalid_request, 400",
        "unknown_step, 400",
        "too_large, 400",
        "invalid_query, 400",
        "unknown_field, 400",
        "unknown_function, 400"
    })
    void refusedRequest_saysCodeAndPlace(String code, int status) throws Exception {
        HttpResponse<String> answer = post(
                "/api/v1/table",
                "{\"dataset\": \"elsewhere\", \"query\": \"refuse " + code + "\"}",
                "application/json");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"at\":\"query\"");
    }

    @Test
    void requestNotUnderstood_isInvalidOrUnknownStep() throws Exception {
        assertThat(post("/api/v1/table", "{\"steps\":[{\"fly\":1}]}", "application/json")
                        .body())
                .contains("\"code\":\"unknown_step\"", "\"at\":\"steps[0]\"");
    }

    @Test
    void graph_isAnswered() throws Exception {
        String request = "{\"edges\":[{\"source\":\"a\",\"target\":\"b\"}]}";
        assertThat(post("/api/v1/graph", request, "application/json").body())
                .contains("\"vertices\":[]", "\"total\":{\"vertices\":0,\"edges\":0}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/graphml+xml, <graphml",
        "application/gexf+xml, <gexf",
        "text/vnd.graphviz, digraph {",
        "text/csv, 'source,target\r\n'"
    })
    void graph_isAFileOfTheTypeThatIsAccepted(String type, String content) throws Exception {
        String request = "{\"edges\":[{\"source\":\"a\",\"target\":\"b\"}]}";

        HttpResponse<String> answer = post("/api/v1/graph", request, type + ", application/json;q=0.5");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.headers().firstValue("Spoor-Watermark")).hasValue("1");
        assertThat(answer.body()).contains(content);
        assertProblem(post("/api/v1/graph", "{}", type), 400, "invalid_request");
    }

    @Test
    void pathsAndProcesses_areAnswered() throws Exception {
        String paths =
                "{\"edges\":[{\"source\":\"a\",\"target\":\"b\"}],\"path\":{\"source\":\"a:1\",\"target\":\"b:1\"}}";
        assertThat(post("/api/v1/graph/paths", paths, "application/json").body())
                .contains("\"paths\":[]", "\"truncated\":false", "\"watermark\":1");
        assertThat(post("/api/v1/graph/paths", paths.replace("\"path\"", "\"way\""), "application/json")
                        .body())
                .contains("\"code\":\"invalid_request\"", "\"at\":\"way\"", "\"at\":\"path\"");
        assertThat(post("/api/v1/processes", "{\"query\":\"a:1\"}", "application/json")
                        .body())
                .contains("\"processes\":[]", "\"total\":0", "\"watermark\":1");
    }

    @Test
    void statistics_areAnswered() throws Exception {
        assertThat(post("/api/v1/stats", "{\"test\":{\"describe\":{\"field\":\"size\"}}}", "application/json")
                        .body())
                .contains("\"test\":\"describe\"", "\"numbers\":{\"mean\":2.0}", "\"sampled\":false");
        assertThat(post("/api/v1/stats", "{\"test\":{\"fly\":{}}}", "application/json")
                        .body())
                .contains("\"code\":\"unknown_test\"", "\"at\":\"test\"");
        assertThat(post("/api/v1/compare", "{\"selection\":{\"from\":\"2026-01-02T12:00:00Z\"}}", "application/json")
                        .body())
                .contains("\"interpretation\":\"So it is\"", "\"values\":[]");
    }

    @Test
    void eventsAndFields_areAnswered() throws Exception {
        assertThat(ask("/api/v1/events?from=2026-01-02T12:00:00Z&limit=5").body())
                .contains("\"id\":\"17-3\"", "\"next\":null", "\"watermark\":1");
        assertThat(ask("/api/v1/fields").body()).contains("\"name\":\"event.action\"", "\"type\":\"text\"");
        assertProblem(ask("/api/v1/events?limit=1000001"), 400, "invalid_request");
        assertThat(ask("/api/v1/events?limit=1000000").body()).contains("\"id\":\"17-3\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from=noon | from is a time such as 2026-01-02T12:00:00Z, not 'noon'",
                "limit=many | limit is a whole number, not 'many'",
                "asOf=1.5 | asOf is a whole number, not '1.5'"
            })
    void parameterThatCannotBeRead_saysWhatItHasToBe(String parameter, String text) throws Exception {
        HttpResponse<String> answer = ask("/api/v1/events?" + parameter);

        assertProblem(answer, 400, "invalid_request");
        assertThat(answer.body()).contains(text);
    }

    @Test
    void moreEventsThanLieInMemory_areOneAnswer() throws Exception {
        MIRROR.hasMore = true;
        try {
            String all = ask("/api/v1/events?limit=30000").body();
            assertThat(all.split("17-3", -1)).hasSize(30_000 + 1);
            assertThat(all).startsWith("{\"events\":[{").endsWith("],\"next\":\"more\",\"watermark\":1}");
        } finally {
            MIRROR.hasMore = false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{ | 1", "{\"steps\":[} | 10", "{\"a\":NaN} | 8", "`` | 0"})
    void bodyThatIsNoJson_saysWhere(String body, int offset) throws Exception {
        HttpResponse<String> answer = post("/api/v1/table", body, "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"at\":\"body\",\"offset\":" + offset)
                .doesNotContain("JsonReadFeature", "[Source");
    }

    @Test
    void whatSpringRefuses_saysWhatToDo() throws Exception {
        assertThat(post("/api/v1/table", "{}", "image/png").body()).contains("application/json");
        HttpRequest text = HttpRequest.newBuilder(URI.create(address + "/api/v1/table"))
                .header("Authorization", "Bearer secret")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(CLIENT.send(text, BodyHandlers.ofString()).body()).contains("Content-Type: application/json");
        assertThat(raw("PUT", "/")).contains("does not take this method");
    }

    @Test
    void live_beatsAtOnce() throws Exception {
        HttpResponse<Stream<String>> answer =
                CLIENT.send(request("/api/v1/live", "Authorization", "Bearer secret"), BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            assertThat(lines.limit(2).toList()).first().isEqualTo("event:rate");
        }
    }

    /** The file is what the browser's types are generated from. */
    @Test
    void openApi_equalsTheFileThatTheBrowsersTypesComeFrom() throws Exception {
        Path file = Path.of("../web-ui/openapi.json");
        String document = ask("/api/v1/openapi.json").body().strip() + "\n";
        if (Boolean.getBoolean("spoor.renew")) {
            Files.writeString(file, document);
        }

        assertThat(file)
                .as("renew it by: mvn -pl analysis-service -am test -Dtest=AnalysisServiceIT -Dspoor.renew=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false; then in web-ui: npm run types")
                .content()
                .isEqualTo(document);
    }

    @Test
    void openApi_listsEveryRoute() throws Exception {
        String document = ask("/api/v1/openapi.json").body();

        assertThat(context
                        .getBean(
                                "requestMappingHandlerMapping",
                                org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping
                                        .class)
                        .getHandlerMethods()
                        .entrySet()
                        .stream()
                        .filter(route ->
                                route.getValue().getBeanType().getPackageName().equals("spoor.analysis.web"))
                        .filter(route -> !route.getValue().getBeanType().equals(OutsideProblems.class))
                        .flatMap(route -> route.getKey().getPatternValues().stream()))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(document).contains("\"" + path + "\""));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"errors\":[");
    }

    /** The whole answer to a request that {@link HttpClient} would not send. */
    private static String raw(String method, String path, String... headers) throws IOException {
        URI at = URI.create(address);
        try (var socket = new Socket(at.getHost(), at.getPort())) {
            socket.getOutputStream()
                    .write("%s %s HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer secret\r\nConnection: close\r\n%s\r\n"
                            .formatted(
                                    method,
                                    path,
                                    Stream.of(headers)
                                            .map(header -> header + "\r\n")
                                            .collect(Collectors.joining()))
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> post(String path, String body, String accept)
            throws IOException, InterruptedException {
        return CLIENT.send(posting(path, body, accept), BodyHandlers.ofString());
    }

    private static HttpRequest posting(String path, String body, String accept) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer secret")
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return send(path, "Authorization", "Bearer secret");
    }

    private static HttpResponse<String> send(String path, String... headers) throws IOException, InterruptedException {
        return CLIENT.send(request(path, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return (headers.length == 0 ? request : request.headers(Arrays.copyOf(headers, headers.length))).build();
    }
}
