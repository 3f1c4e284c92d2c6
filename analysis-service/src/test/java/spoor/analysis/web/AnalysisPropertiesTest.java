package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
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

    @Test
    void defaults_areThoseOfTheFile() throws IOException {
        assertThat(bound(Map.of("spoor.analysis.token", "t")))
                .isEqualTo(new AnalysisProperties("t", null, Path.of("data/mirror"), DataSize.ofGigabytes(1)));
    }

    @Test
    void everySetting_canBeGiven() throws IOException {
        assertThat(bound(Map.of(
                        "spoor.analysis.token", "t",
                        "spoor.analysis.token-file", "/f",
                        "spoor.analysis.mirror", "/m",
                        "spoor.analysis.memory-limit", "3MB")))
                .isEqualTo(new AnalysisProperties("t", Path.of("/f"), Path.of("/m"), DataSize.ofMegabytes(3)));
    }

    private static AnalysisProperties bound(Map<String, Object> settings) throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        new YamlPropertySourceLoader()
                .load("analysis.yml", new ClassPathResource("analysis.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment).bindOrCreate("spoor.analysis", AnalysisProperties.class);
    }
}
