package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Any bytes: packed they come back to the byte, and taken for a block they are one or are refused as damaged. */
class RawBlockFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void entries_comeBackToTheByte_andDamageIsToldAsDamage(byte[] bytes) {
        List<byte[]> entries = entries(bytes);
        List<byte[]> back = RawBlock.unpack(RawBlock.pack(entries));
        assertThat(back).hasSameSizeAs(entries);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(back.get(i)).isEqualTo(entries.get(i));
        }
        byte[] frame = Zstd.compress(bytes, 1);
        assertBlockOrDamaged(() -> RawBlock.unpack(bytes));
        assertBlockOrDamaged(() -> RawBlock.unpack(frame));
        assertBlockOrDamaged(() -> HeadBlock.unpack(bytes));
        assertBlockOrDamaged(() -> HeadBlock.unpack(frame));
    }

    private static void assertBlockOrDamaged(ThrowingCallable unpacking) {
        try {
            unpacking.call();
        } catch (Throwable e) {
            assertThatExceptionOfType(DamagedBlockException.class).isThrownBy(() -> {
                throw e;
            });
        }
    }

    private static List<byte[]> entries(byte[] bytes) {
        var random = new SplittableRandom(Arrays.hashCode(bytes));
        List<byte[]> entries = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + random.nextInt(30));
            entries.add(Arrays.copyOfRange(bytes, at, to));
            at = to;
        }
        return entries;
    }
}
