package spoor.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where the platform listens, on the loopback address; 0 means any free port.
 *
 * @param http for the browser, 0 to 65,535
 * @param ingest for collectors, 0 to 65,535
 */
record Ports(int http, int ingest) {
    static final Ports ANY = new Ports(0, 0);

    private static final String HTTP = "--http";
    private static final String INGEST = "--ingest";
    private static final int HIGHEST = 65_535;

    Ports {
        checkRange(HTTP, http);
        checkRange(INGEST, ingest);
        if (http == ingest && http != 0) {
            throw new IllegalArgumentException(
                    "%s and %s both name port %d; name two different ones".formatted(HTTP, INGEST, http));
        }
    }

    private static void checkRange(String option, int port) {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException(
                    "%s is a port from 1 to %d, or 0 for any free one, not %d".formatted(option, HIGHEST, port));
        }
    }

    /** @throws IOException if something listens at one of them, or this user may not */
    void checkFree() throws IOException {
        checkFree(HTTP, http);
        checkFree(INGEST, ingest);
    }

    private static void checkFree(String option, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // As both servers do.
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IOException(
                    "Port %d can't be used: %s. Is another Spoor running? End what listens there, or name another port with %s PORT (0 = any free one)."
                            .formatted(port, e.getMessage(), option),
                    e);
        }
    }
}
