package spoor.gateway.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.gateway.clock.Clocks;
import spoor.gateway.frame.Decoded;
import spoor.gateway.frame.Frame;
import spoor.gateway.frame.FrameDecoder;
import spoor.gateway.frame.Knock;
import spoor.gateway.frame.LineSplitter;
import spoor.gateway.frame.Payload;
import spoor.gateway.ingest.Access;
import spoor.gateway.ingest.Action;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Conversation;
import spoor.gateway.ingest.Ingest;
import spoor.gateway.ingest.Outcome;
import spoor.gateway.ingest.Reader;
import spoor.storage.StreamState;

/**
 * One collector's socket: it does what its {@link Conversation} says, reads no more than is allowed, and watches deadlines.
 * Everything here runs in the connection's event loop; what a write's future says is not needed.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int TICK_SECONDS = 3;

    /** What any connection may hold of an event that has begun, however much all others do. */
    private static final int SMALL_BYTES = 16 * 1024;

    private final GatewayProperties properties;
    private final Access access;
    private final Ingest ingest;
    private final Reader reader;
    private final Clocks clocks;
    private final Sessions sessions;
    private final Budget budget;
    private final Budget unfinished;
    private final LineSplitter lines;
    private final FrameDecoder frames;
    private final int maxStalls;
    private final long maxSilentTicks;

    private Conversation conversation;
    private @Nullable Future<?> ticking;
    private boolean hasKnocked;
    private boolean isKnown;
    private boolean speaksFrames;
    private boolean isWithinEvent;
    private boolean isDraining;
    private boolean isClosing;
    private int heldBytes;
    private long countedBytes;
    private int silentTicks;
    private @Nullable Runnable resuming;
    private @Nullable Thread opening;
    private Runnable closing = () -> {};
    private int stalls;

    /** Told to a connection's pipeline: read no more, and close when what was read is acknowledged. */
    enum Drain {
        NOW
    }

    /**
     * A connection that is yet to begin.
     *
     * @param clocks what is known of collectors' clocks, shared by all connections
     * @param sessions of all connections
     * @param budget for what all connections have in flight
     * @param unfinished for what lies in all connections' buffers, of events that have begun and not ended
     */
    Connection(
            GatewayProperties properties,
            Access access,
            Ingest ingest,
            Reader reader,
            Clocks clocks,
            Sessions sessions,
            Budget budget,
            Budget unfinished) {
        this.properties = properties;
        this.access = access;
        this.ingest = ingest;
        this.reader = reader;
        this.clocks = clocks;
        this.sessions = sessions;
        this.budget = budget;
        this.unfinished = unfinished;
        this.lines = new LineSplitter(properties.maxEventBytes());
        this.frames = new FrameDecoder(properties.maxEventBytes());
        this.maxStalls = (int) Math.max(1, properties.frameDeadline().toSeconds() / TICK_SECONDS);
        this.maxSilentTicks = Math.max(1, properties.idleDeadline().toSeconds() / TICK_SECONDS);
        this.conversation = new Conversation("", access, reader, clocks, properties.maxConnectionBytes());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        conversation = new Conversation(
                peer(ctx).getAddress().getHostAddress(), access, reader, clocks, properties.maxConnectionBytes());
        resuming = () -> ctx.executor().execute(() -> resume(ctx));
        ticking = ctx.executor().scheduleAtFixedRate(() -> tick(ctx), TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        super.channelActive(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        read(ctx, in);
    }

    private void read(ChannelHandlerContext ctx, ByteBuf in) {
        silentTicks = 0;
        if (isKnown || know(ctx, in)) {
            if (speaksFrames) {
                readFrames(ctx, in);
            } else {
                readLines(ctx, in);
            }
        }
        if (ctx.isRemoved()) {
            return; // It has ended meanwhile, and the buffer with it.
        }
        if (conversation.isOver()) {
            in.skipBytes(in.readableBytes());
        }
        isWithinEvent = in.isReadable() || lines.isWithinLine() || frames.isWithinOversized();
        hold(ctx, ctx.channel().isActive() ? in.readableBytes() + lines.heldBytes() + frames.heldBytes() : 0);
    }

    /** An unfinished event can't be left waiting until there is room, for it takes room itself: who brings it too far ends. */
    private void hold(ChannelHandlerContext ctx, int bytes) {
        unfinished.take(bytes - heldBytes);
        boolean isMore = bytes > heldBytes;
        heldBytes = bytes;
        if (isMore && bytes > SMALL_BYTES && unfinished.bytes() > properties.maxBytes()) {
            perform(
                    ctx,
                    conversation.end(
                            "overloaded",
                            "Events that have not arrived whole take more than %d bytes"
                                    .formatted(properties.maxBytes())));
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        isKnown = isKnown || in.isReadable();
        isClosing = true;
        decode(ctx, in, out);
        if (isKnown && !speaksFrames) {
            lines.rest().ifPresent(line -> perform(ctx, conversation.receive(line)));
        }
        perform(ctx, conversation.flush());
    }

    /**
     * INVARIANT: nothing is read while reading is paused. The parent's method would ask for more whenever nothing went on to a next handler,
     * and from here nothing ever does.
     */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        perform(ctx, conversation.flush());
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == Drain.NOW) {
            isDraining = true;
            ctx.channel().config().setAutoRead(false);
            perform(ctx, conversation.flush());
            resume(ctx);
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (ticking != null) {
            ticking.cancel(false);
        }
        if (opening != null) {
            opening.interrupt();
        }
        closing.run();
        super.channelInactive(ctx);
        hold(ctx, 0);
    }

    /** Who does not take the answers is not read. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        if (ctx.channel().isWritable()) {
            resume(ctx);
        } else {
            ctx.channel().config().setAutoRead(false);
        }
        super.channelWritabilityChanged(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.warn("The connection of {} is closed: {}", ctx.channel().remoteAddress(), cause.toString());
        ctx.close();
    }

    private boolean know(ChannelHandlerContext ctx, ByteBuf in) {
        if (in.readableBytes() < 2 || isKnocking(ctx, in)) {
            return false;
        }
        int start = in.readerIndex();
        speaksFrames = FrameDecoder.speaksFrames(in.getByte(start), in.getByte(start + 1));
        isKnown = true;
        boolean opens = speaksFrames && in.getByte(start + 1) == 'O';
        if (!opens && !isLocal(ctx)) {
            perform(
                    ctx,
                    conversation.end(
                            "unauthenticated",
                            "Without a session that names a token, events come from this machine alone"));
        }
        return true;
    }

    /** Answers a knock, and tells whether nothing but one, or the beginning of one, has come. */
    private boolean isKnocking(ChannelHandlerContext ctx, ByteBuf in) {
        if (hasKnocked || !Knock.begins(in)) {
            return false;
        }
        if (in.readableBytes() >= Knock.BYTES) {
            in.skipBytes(Knock.BYTES);
            hasKnocked = true;
            ctx.writeAndFlush(Knock.bytes());
        }
        return in.readableBytes() < 2 || !hasKnocked;
    }

    private void readLines(ChannelHandlerContext ctx, ByteBuf in) {
        while (mayRead(ctx)
                && !conversation.isOver()
                && lines.next(in) instanceof Decoded.Complete<Payload>(Payload line)) {
            stalls = 0;
            perform(ctx, conversation.receive(line));
        }
    }

    private void readFrames(ChannelHandlerContext ctx, ByteBuf in) {
        while (mayRead(ctx) && !conversation.isOpening() && !conversation.isOver() && !conversation.isFull()) {
            switch (frames.next(in)) {
                case Decoded.Complete<Frame>(Frame frame) -> {
                    stalls = 0;
                    perform(ctx, conversation.receive(frame));
                }
                case Decoded.Corrupt<Frame>(String reason) -> perform(ctx, conversation.end("corrupt", reason));
                case Decoded.Incomplete<Frame> _ -> {
                    return;
                }
            }
        }
    }

    /** INVARIANT: where all connections hold too much, none reads on, not even what has arrived; but what a peer leaves behind is not lost. */
    private boolean mayRead(ChannelHandlerContext ctx) {
        if (isClosing || !isExhausted()) {
            return true;
        }
        ctx.channel().config().setAutoRead(false);
        return false;
    }

    private void perform(ChannelHandlerContext ctx, List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Open open -> open(ctx, open);
                case Action.Submit submit -> submit(ctx, submit);
                case Action.Opened(long position, var shift) ->
                    ctx.writeAndFlush(Messages.of('O', Map.of("position", position, "shiftMillis", shift.toMillis())));
                case Action.AskClock(int question) -> ctx.writeAndFlush(Messages.clock(question));
                case Action.Report(Outcome total) -> ctx.write(Messages.of('R', total));
                case Action.Acknowledge(int sequence) -> {
                    if (speaksFrames) {
                        ctx.writeAndFlush(Messages.ack(sequence));
                    }
                }
                case Action.End(String code, String message) ->
                    ctx.writeAndFlush(Messages.error(code, message)).addListener(ChannelFutureListener.CLOSE);
            }
        }
        budget.take(conversation.bytes() - countedBytes);
        countedBytes = conversation.bytes();
    }

    private void submit(ChannelHandlerContext ctx, Action.Submit submit) {
        submit.submission()
                .outcome()
                .whenComplete((outcome, failure) -> ctx.executor().execute(() -> {
                    perform(
                            ctx,
                            outcome == null
                                    ? conversation.failed(submit, failure)
                                    : conversation.committed(submit, outcome));
                    resume(ctx);
                }));
        ingest.submit(submit.submission());
        if (conversation.isFull()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void open(ChannelHandlerContext ctx, Action.Open open) {
        ctx.channel().config().setAutoRead(false);
        Runnable end = () -> ctx.executor()
                .execute(() -> perform(
                        ctx, conversation.end("superseded", "Another connection has opened a session of this stream")));
        sessions.open(open.stream(), end);
        closing = () -> sessions.close(open.stream(), end);
        opening = Thread.ofVirtual().name("open").start(() -> {
            try {
                Optional<StreamState> state = ingest.open(open.stream(), open.shift(), open.acknowledged());
                ctx.executor().execute(() -> {
                    perform(
                            ctx,
                            state.map(known -> conversation.opened(open.stream(), known))
                                    .orElseGet(conversation::forgotten));
                    resume(ctx);
                });
            } catch (InterruptedException | RuntimeException e) {
                ctx.executor().execute(() -> perform(ctx, conversation.failed(e)));
            }
        });
    }

    /**
     * Reads what waits in the buffers, then on from the socket where neither this connection nor all have too much in flight; or ends, if
     * it should and all is acknowledged.
     */
    private void resume(ChannelHandlerContext ctx) {
        if (isDraining) {
            if (conversation.isIdle()) {
                ctx.close();
            }
            return;
        }
        if (conversation.hasRoom()) {
            read(ctx, internalBuffer());
            perform(ctx, conversation.flush());
        }
        if (conversation.hasRoom() && ctx.channel().isWritable() && !isExhausted()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private boolean isExhausted() {
        return resuming != null && budget.isExhausted(resuming);
    }

    /**
     * A slow store shows that it lives. Who lets an event drip in for too long, or comes from elsewhere and says nothing, ends; who does
     * not take the reason then is closed without.
     */
    private void tick(ChannelHandlerContext ctx) {
        perform(ctx, conversation.keepAlive());
        perform(ctx, conversation.askClock());
        boolean isThePeersTurn = ctx.channel().config().isAutoRead();
        silentTicks = isThePeersTurn && conversation.isIdle() ? silentTicks + 1 : 0;
        if (silentTicks > maxSilentTicks && speaksFrames) {
            perform(ctx, conversation.end("idle", "Nothing has come for longer than " + properties.idleDeadline()));
        }
        boolean isAwaited = isWithinEvent || !(isKnown || isLocal(ctx));
        stalls = conversation.isOver() || (isAwaited && isThePeersTurn) ? stalls + 1 : 0;
        if (stalls <= maxStalls) {
            return;
        }
        if (conversation.isOver()) {
            ctx.close();
        }
        stalls = 0;
        perform(
                ctx,
                conversation.end(
                        "too_slow",
                        isWithinEvent
                                ? "An event has taken longer than " + properties.frameDeadline() + " to arrive"
                                : "No session was opened within " + properties.frameDeadline()));
    }

    private static boolean isLocal(ChannelHandlerContext ctx) {
        return peer(ctx).getAddress().isLoopbackAddress();
    }

    private static InetSocketAddress peer(ChannelHandlerContext ctx) {
        return (InetSocketAddress) ctx.channel().remoteAddress();
    }
}
