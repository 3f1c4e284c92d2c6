package spoor.event.codec;

/** Text that every store, file and answer can hold: U+0000 is shown as U+2400 (␀), a lone surrogate as U+FFFD. */
public final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** {@code text}, with as many characters. */
    public static String of(String text) {
        String shown = text.indexOf('\0') < 0 ? text : text.replace('\0', '\u2400');
        return hasSurrogates(shown)
                ? new String(
                        shown.codePoints()
                                .map(c ->
                                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                                .toArray(),
                        0,
                        shown.codePointCount(0, shown.length()))
                : shown;
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
