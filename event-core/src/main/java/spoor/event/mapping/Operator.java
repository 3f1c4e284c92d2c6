package spoor.event.mapping;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a mapping file can do to a value on its way. Each gives null where the value has no such part. */
enum Operator {
    /** What stands after the last slash or backslash. */
    FILE_NAME("fileName") {
        @Override
        @Nullable
        Object apply(String value) {
            return value.substring(Math.max(value.lastIndexOf('\\'), value.lastIndexOf('/')) + 1);
        }
    },
    /** {@code SYSTEM} of {@code NT AUTHORITY\SYSTEM}. */
    ACCOUNT("account") {
        @Override
        @Nullable
        Object apply(String value) {
            return value.substring(value.indexOf('\\') + 1);
        }
    },
    /** {@code NT AUTHORITY} of {@code NT AUTHORITY\SYSTEM}. */
    DOMAIN("domain") {
        @Override
        @Nullable
        Object apply(String value) {
            int backslash = value.indexOf('\\');
            return backslash < 0 ? null : value.substring(0, backslash);
        }
    },
    /** A whole number of 64 bits, decimal or hexadecimal after {@code 0x}. */
    NUMBER("number") {
        @Override
        @Nullable
        Object apply(String value) {
            try {
                return value.startsWith("0x") || value.startsWith("0X")
                        ? Long.parseUnsignedLong(value, 2, value.length(), 16)
                        : Long.valueOf(value);
            } catch (NumberFormatException e) {
                return null;
            }
        }
    },
    /** The SHA-256 of {@code SHA1=…,SHA256=…}, in lower case. */
    SHA256("sha256") {
        @Override
        @Nullable
        Object apply(String value) {
            int start = value.startsWith(SHA256_NAME) ? 0 : value.indexOf("," + SHA256_NAME) + 1;
            int digest = start + SHA256_NAME.length();
            int end = digest + SHA256_DIGITS;
            boolean isThere = value.startsWith(SHA256_NAME, start)
                    && (value.length() == end || (value.length() > end && value.charAt(end) == ','));
            if (!isThere) {
                return null;
            }
            for (int i = digest; i < end; i++) {
                if (Character.digit(value.charAt(i), 16) < 0) {
                    return null;
                }
            }
            return value.substring(digest, end).toLowerCase(Locale.ROOT);
        }
    };

    private static final String SHA256_NAME = "SHA256=";
    private static final int SHA256_DIGITS = 64;

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    abstract @Nullable Object apply(String value);

    static Operator named(String word) {
        for (Operator operator : values()) {
            if (operator.word.equals(word)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("Mapping files know no operator '" + word + "'");
    }
}
