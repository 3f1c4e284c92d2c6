package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;

/** The samples of these tests, and how close figures have to be to those of other tools. */
final class Numbers {
    private static final double TOLERANCE = 1e-9;

    private Numbers() {}

    static Sample x() {
        return new Sample("x", new double[] {2.1, 3.4, 1.9, 5.6, 4.4, 7.8, 3.3, 2.7, 9.1, 6.2, 4.8, 5.5});
    }

    static Sample y() {
        return new Sample("y", new double[] {1.2, 2.9, 2.2, 4.1, 5.0, 6.6, 2.4, 3.1, 7.7, 4.9, 5.2, 3.8});
    }

    static Sample z() {
        return new Sample("z", new double[] {10, 12, 12, 15, 18, 12, 20, 25, 12, 30});
    }

    /** With equal values. */
    static Sample tiedX() {
        return new Sample("x", new double[] {1, 2, 2, 3, 3, 3, 4, 5, 5, 6});
    }

    static Sample tiedY() {
        return new Sample("y", new double[] {2, 1, 2, 3, 5, 3, 4, 4, 6, 5});
    }

    static Sample sample(double... values) {
        return new Sample("x", values);
    }

    static double number(Finding finding, String name) {
        return Objects.requireNonNull(finding.numbers().get(name), name);
    }

    static Map<String, Double> part(Finding finding, String name) {
        return finding.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .numbers();
    }

    static void assertNumber(Finding finding, String name, double expected) {
        assertClose(number(finding, name), name, expected);
    }

    /** To nine digits. */
    static void assertClose(double actual, String name, double expected) {
        assertThat(actual).as(name).isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
    }
}
