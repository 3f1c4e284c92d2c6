package spoor.analysis.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** What can be asked of a graph's vertices; {@link Measures} says what each one is. */
enum Measure {
    DEGREE,
    PAGERANK,
    BETWEENNESS,
    COMPONENTS,
    COMMUNITY;

    private static final List<String> NAMES =
            Arrays.stream(values()).map(Measure::word).toList();

    /** The measure's name in requests and answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws RequestException {@code unknown_function}, if there is none of that name */
    static Measure named(String word, String at) {
        int index = NAMES.indexOf(word);
        if (index < 0) {
            String message = "There is no measure '" + word + "'; the measures are " + String.join(", ", NAMES);
            throw new RequestException(ErrorCode.UNKNOWN_FUNCTION, new Problem(at, null, null, message, NAMES));
        }
        return values()[index];
    }
}
