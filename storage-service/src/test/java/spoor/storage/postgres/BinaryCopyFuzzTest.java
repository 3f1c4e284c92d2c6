package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import spoor.event.Micros;
import spoor.event.TimeRange;

/** Any rows, read as PostgreSQL's documentation of COPY says, are what was encoded. */
class BinaryCopyFuzzTest {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MOST = 20;

    @FuzzTest(maxDuration = "60s")
    void rows_areWhatWasEncoded(FuzzedDataProvider data) throws IOException {
        var out = new ByteArrayOutputStream();
        var copy = new BinaryCopy(out);
        List<String> values = new ArrayList<>();
        int rows = 0;
        for (; data.remainingBytes() > 0 && rows < MOST; rows++) {
            row(copy, data, values);
        }
        copy.end();

        ByteBuffer in = ByteBuffer.wrap(out.toByteArray());
        byte[] header = new byte[HEADER.length];
        in.get(header);
        assertThat(header).isEqualTo(HEADER);
        List<String> read = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            read(in, read);
        }
        assertThat(read).isEqualTo(values);
        assertThat(in.getShort()).isEqualTo((short) -1);
        assertThat(in.hasRemaining()).isFalse();
    }

    private static void row(BinaryCopy copy, FuzzedDataProvider data, List<String> values) throws IOException {
        int number = data.consumeInt();
        Long large = data.consumeBoolean() ? data.consumeLong() : null;
        Instant time = data.consumeBoolean()
                ? Micros.instant(data.consumeLong(Micros.of(TimeRange.FIRST), Micros.of(TimeRange.END) - 1))
                : null;
        LocalDate day = LocalDate.of(2000, 1, 1).plusDays(data.consumeInt(-700_000, 2_900_000));
        String text = data.consumeBoolean() ? data.consumeString(40) : null;
        copy.row(5).int4(number).int8(large).timestamp(time).date(day).text(text);
        values.addAll(List.of(
                Integer.toString(number),
                String.valueOf(large),
                String.valueOf(time),
                day.toString(),
                text == null ? "null" : "'" + storable(text)));
    }

    /** As PostgreSQL would show it: lone surrogates are question marks. */
    private static String storable(String text) {
        return new String(text.replace('\0', '\u2400').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void read(ByteBuffer in, List<String> values) {
        assertThat(in.getShort()).isEqualTo((short) 5);
        assertThat(in.getInt()).isEqualTo(Integer.BYTES);
        values.add(Integer.toString(in.getInt()));
        values.add(in.getInt() < 0 ? "null" : Long.toString(in.getLong()));
        values.add(
                in.getInt() < 0
                        ? "null"
                        : EPOCH.plus(in.getLong(), ChronoUnit.MICROS).toString());
        assertThat(in.getInt()).isEqualTo(Integer.BYTES);
        values.add(LocalDate.of(2000, 1, 1).plusDays(in.getInt()).toString());
        int length = in.getInt();
        if (length < 0) {
            values.add("null");
            return;
        }
        byte[] text = new byte[length];
        in.get(text);
        assertThat(text).doesNotContain(0);
        values.add("'" + new String(text, StandardCharsets.UTF_8));
    }
}
