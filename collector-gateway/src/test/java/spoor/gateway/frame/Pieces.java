package spoor.gateway.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes as a network may cut them. */
public final class Pieces {
    private Pieces() {}

    /** Uncut, byte by byte, and in three ways that follow from the bytes. */
    public static List<List<byte[]>> waysToCut(byte[] bytes) {
        List<List<byte[]>> ways = new ArrayList<>(List.of(List.of(bytes), cut(bytes, 0, 1)));
        for (int longest : new int[] {3, 17, 400}) {
            ways.add(cut(bytes, Arrays.hashCode(bytes), longest));
        }
        return ways;
    }

    /** Pieces of 1 to {@code longest} bytes. */
    public static List<byte[]> cut(byte[] bytes, long seed, int longest) {
        var random = new SplittableRandom(seed);
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(longest));
            pieces.add(Arrays.copyOfRange(bytes, at, to));
            at = to;
        }
        return pieces;
    }
}
