package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class AnalysisPropertiesTest {
    private static final Path MIRROR = Path.of("mirror");
    private static final DataSize LIMIT = DataSize.ofMegabytes(1);

    @Test
    void noToken_isRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new AnalysisProperties(" ", null, MIRROR, LIMIT))
                .hasMessageContaining("spoor.analysis.token-file");
    }

    @Test
    void noMemory_isRefused() {
        assertThatThrownBy(() -> new AnalysisProperties("secret", null, MIRROR, DataSize.ofBytes(0)))
                .hasMessageContaining("memory-limit");
    }

    @Test
    void text_leavesTheTokenOut() {
        assertThat(new AnalysisProperties("secret", null, MIRROR, LIMIT).toString())
                .doesNotContain("secret");
    }
}
