package spoor.event.codec;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * What is wrong with bytes that are no JSON, without what the parser says to its programmer.
 *
 * @param offset in bytes, from 0; where the parser gave up
 */
public record JsonFault(String reason, long offset) {
    private static final Pattern TO_THE_PROGRAMMER = Pattern.compile(
            "[:;,]? *\\(?(enable `|not recognized as one|start marker at \\[|for \\w+ starting at \\[).*",
            Pattern.DOTALL);

    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private static final Pattern TRAILING = Pattern.compile("Trailing token .*", Pattern.DOTALL);

    public static JsonFault of(JacksonException e) {
        String said = TO_THE_PROGRAMMER.matcher(e.getOriginalMessage()).replaceFirst("");
        said = SETTING.matcher(said).replaceAll("");
        said = TRAILING.matcher(said).replaceFirst("Something follows the JSON");
        long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
        return new JsonFault(said, Math.max(0, offset));
    }
}
