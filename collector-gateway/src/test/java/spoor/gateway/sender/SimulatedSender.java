package spoor.gateway.sender;

import java.util.List;
import java.util.function.Consumer;
import spoor.gateway.frame.Frame;
import spoor.gateway.frame.Payload;

/** A sender's process without a socket: {@link Sender}'s conversation over its {@link Window}. A process that dies forgets everything. */
public final class SimulatedSender {
    private final List<byte[]> source;
    private final Window window = new Window(12, 1_000_000);
    private int read;
    private boolean isOpen;

    public SimulatedSender(List<byte[]> source) {
        this.source = source;
    }

    /**
     * The session is open: sends what is to be sent first.
     *
     * @return false if it was open already, or the gateway holds less than it has acknowledged
     */
    public boolean opened(long position, Consumer<Frame> gateway) {
        if (isOpen || !window.open(position)) {
            return false;
        }
        isOpen = true;
        while (window.isBehind() && read < source.size()) {
            read++;
            window.skip();
        }
        long announced = window.announce();
        if (announced > 0) {
            gateway.accept(new Frame.Skipped(announced));
        }
        for (byte[] event : window.unacknowledged()) {
            gateway.accept(new Frame.Json(window.resent(), Payload.whole(event)));
        }
        return true;
    }

    /** Reads on and sends, up to {@code count} events. */
    public void send(int count, Consumer<Frame> gateway) {
        for (int i = 0; i < count && isOpen && read < source.size() && !window.isFull(); i++) {
            byte[] event = source.get(read++);
            gateway.accept(new Frame.Json(window.add(event), Payload.whole(event)));
        }
    }

    public void progress(long received, long duplicate, long rejected, long malformed) {
        window.take(new Answer.Progress(received, duplicate, rejected, malformed));
    }

    public void lost() {
        isOpen = false;
        window.lost();
    }

    public boolean isOpen() {
        return isOpen;
    }

    /** Whether everything is sent and answered. */
    public boolean isDone() {
        return isOpen && read == source.size() && window.isSettled();
    }

    public long acknowledged() {
        return window.acknowledged();
    }

    public Report report() {
        return window.report();
    }
}
