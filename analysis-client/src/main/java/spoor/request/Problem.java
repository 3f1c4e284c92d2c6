package spoor.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong at one place of a request.
 *
 * @param at the place, such as {@code query} or {@code steps[1].group.by[0]}
 * @param offset where in the text at that place, 0-based; null where the whole is meant
 * @param length of what is wrong there, in characters
 * @param suggestions nearest names, best first
 */
public record Problem(
        String at, @Nullable Integer offset, @Nullable Integer length, String message, List<String> suggestions) {
    public Problem {
        suggestions = List.copyOf(suggestions);
    }

    public static Problem at(String at, String message) {
        return new Problem(at, null, null, message, List.of());
    }
}
