package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spoor.analysis.mirror.Mirror;
import tools.jackson.databind.json.JsonMapper;

class StreamedPageTest {
    private static final int EVENTS = 25;
    private static final long WATERMARK = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"10, 10", "12, 12", "20, 20", "24, 24", "25, null", "100, null"})
    void parts_areOnePageAtOneWatermark(int limit, String next) throws Exception {
        new StreamedPage(JsonMapper.shared(), page(0, 10), limit, StreamedPageTest::next).writeTo(out);

        String events = IntStream.range(0, Math.min(limit, EVENTS))
                .mapToObj("{\"id\":\"%d\"}"::formatted)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"events\":[%s],\"next\":%s,\"watermark\":7}"
                        .formatted(events, next.equals("null") ? next : "\"" + next + "\""));
    }

    @Test
    void failureInBetween_leavesNoWholeJson() {
        var page = new StreamedPage(JsonMapper.shared(), page(0, 10), EVENTS, (limit, after, asOf) -> {
            throw new IllegalStateException("gone");
        });

        assertThatThrownBy(() -> page.writeTo(out)).hasMessage("gone");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotEndWith("}");
    }

    @Test
    void readerWhoHasGone_isNoFault() {
        var gone = new IOException("gone");
        var closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw gone;
            }
        };

        assertThatThrownBy(() -> new StreamedPage(JsonMapper.shared(), page(0, 10), EVENTS, StreamedPageTest::next)
                        .writeTo(closed))
                .isSameAs(gone);
    }

    private static Mirror.Page next(int limit, String after, Long asOf) {
        assertThat(asOf).isEqualTo(WATERMARK);
        assertThat(limit).isLessThanOrEqualTo(10);
        return page(Integer.parseInt(after), limit);
    }

    private static Mirror.Page page(int from, int limit) {
        int to = Math.min(EVENTS, from + limit);
        List<Map<String, Object>> events = IntStream.range(from, to)
                .mapToObj(n -> Map.<String, Object>of("id", String.valueOf(n)))
                .toList();
        return new Mirror.Page(events, to == EVENTS ? null : String.valueOf(to), WATERMARK);
    }
}
