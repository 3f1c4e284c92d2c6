package spoor.storage.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A setting that must not be seen: given as it is, or as the file that holds it, which containers prefer. */
public final class Secret {
    private Secret() {}

    /**
     * The secret, empty where neither is given.
     *
     * @param property its name, for messages
     * @throws IllegalArgumentException if both are given
     */
    public static String of(String property, @Nullable String text, @Nullable Path file) {
        boolean hasText = text != null && !text.isBlank();
        if (file == null) {
            return text == null ? "" : text.strip();
        }
        if (hasText) {
            throw new IllegalArgumentException("Set one of %s and %s-file, not both".formatted(property, property));
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("%s-file names %s, which can't be read".formatted(property, file), e);
        }
    }
}
