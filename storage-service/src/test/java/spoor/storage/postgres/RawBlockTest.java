package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RawBlockTest {
    @Test
    void packed_comesBackByteForByte() {
        var random = new SplittableRandom(1);
        List<byte[]> entries = IntStream.range(0, 200)
                .mapToObj(_ -> {
                    byte[] bytes = new byte[random.nextInt(300)];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .toList();
        assertThat(RawBlock.unpack(RawBlock.pack(entries)))
                .usingRecursiveComparison()
                .isEqualTo(entries);
        assertThat(RawBlock.unpack(RawBlock.pack(List.of()))).isEmpty();
    }
}
