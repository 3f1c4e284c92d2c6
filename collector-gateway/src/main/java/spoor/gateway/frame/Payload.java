package spoor.gateway.frame;

/**
 * An event's bytes as they came.
 *
 * @param bytes all of them, or the first where there were too many
 * @param length of the whole payload
 * @param sha256 of the whole payload in hexadecimal where {@code bytes} is not all of it, else empty
 */
public record Payload(byte[] bytes, long length, String sha256) {
    public static Payload whole(byte[] bytes) {
        return new Payload(bytes, bytes.length, "");
    }

    public boolean isWhole() {
        return bytes.length == length;
    }
}
