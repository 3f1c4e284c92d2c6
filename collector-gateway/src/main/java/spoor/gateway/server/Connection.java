package spoor.gateway.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.gateway.frame.Decoded;
import spoor.gateway.frame.Frame;
import spoor.gateway.frame.FrameDecoder;
import spoor.gateway.frame.LineSplitter;
import spoor.gateway.frame.Payload;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Ingest;
import spoor.gateway.ingest.Outcome;
import spoor.gateway.ingest.Reader;
import spoor.gateway.ingest.Submission;
import spoor.storage.Entry;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One collector's connection. Everything here runs in the connection's event loop; what a write's future says is not needed. */
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_BATCH = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 3;

    private final GatewayProperties properties;
    private final String token;
    private final Ingest ingest;
    private final Reader reader;
    private final LineSplitter lines;
    private final FrameDecoder frames;
    private final Budget budget;
    private final int maxStalls;
    private final List<Entry> batch = new ArrayList<>();

    private @Nullable Future<?> keepAlive;
    private boolean isKnown;
    private boolean speaksFrames;
    private boolean isOpening;
    private boolean isClosing;
    private String collector = "";
    private String dataset = "default";
    private @Nullable String stream;
    private Duration shift = Duration.ZERO;
    private long base;
    private long received;
    private int lastSequence;
    private int acknowledged;
    private long skipped;
    private long batchBytes;
    private long inFlightBytes;
    private int stalls;
    private boolean isWithin;
    private Outcome total = Outcome.NOTHING;

    Connection(GatewayProperties properties, String token, Ingest ingest, Reader reader, Budget budget) {
        this.properties = properties;
        this.token = token;
        this.ingest = ingest;
        this.reader = reader;
        this.budget = budget;
        this.maxStalls = (int) Math.max(1, properties.frameDeadline().toSeconds() / KEEP_ALIVE_SECONDS);
        this.lines = new LineSplitter(properties.maxEventBytes());
        this.frames = new FrameDecoder(properties.maxEventBytes());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        collector = peer(ctx).getAddress().getHostAddress();
        keepAlive = ctx.executor()
                .scheduleAtFixedRate(() -> tick(ctx), KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        super.channelActive(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (isClosing) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!isKnown && !know(ctx, in)) {
            isWithin = true;
            return;
        }
        if (speaksFrames) {
            readFrames(ctx, in);
        } else {
            while (lines.next(in) instanceof Decoded.Complete<Payload>(Payload line)) {
                stalls = 0;
                add(ctx, line);
            }
        }
        isWithin = in.isReadable() || lines.isWithinLine() || frames.isWithinOversized();
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        isKnown = isKnown || in.isReadable();
        decode(ctx, in, out);
        if (isKnown && !speaksFrames && !isClosing) {
            lines.rest().ifPresent(line -> add(ctx, line));
        }
        flush(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        flush(ctx);
        super.channelReadComplete(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (keepAlive != null) {
            keepAlive.cancel(false);
        }
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.warn("The connection of {} is closed: {}", collector, cause.toString());
        ctx.close();
    }

    private boolean know(ChannelHandlerContext ctx, ByteBuf in) {
        if (in.readableBytes() < 2) {
            return false;
        }
        int start = in.readerIndex();
        speaksFrames = FrameDecoder.speaksFrames(in.getByte(start), in.getByte(start + 1));
        isKnown = true;
        boolean opens = speaksFrames && in.getByte(start + 1) == 'O';
        if (!opens && !peer(ctx).getAddress().isLoopbackAddress()) {
            fail(ctx, "unauthenticated", "Without a session that names a token, events come from this machine alone");
            return false;
        }
        return true;
    }

    private void readFrames(ChannelHandlerContext ctx, ByteBuf in) {
        while (!isOpening && !isClosing) {
            switch (frames.next(in)) {
                case Decoded.Complete<Frame>(Frame frame) -> {
                    stalls = 0;
                    handle(ctx, frame);
                }
                case Decoded.Corrupt<Frame>(String reason) -> fail(ctx, "corrupt", reason);
                case Decoded.Incomplete<Frame> _ -> {
                    return;
                }
            }
        }
    }

    private void handle(ChannelHandlerContext ctx, Frame frame) {
        switch (frame) {
            case Frame.Window _ -> {}
            case Frame.Json(int sequence, Payload payload) -> {
                if (stream != null && sequence != (int) (received + 1)) {
                    fail(ctx, "corrupt", "Event " + (received + 1) + " was expected, not " + sequence);
                    return;
                }
                lastSequence = sequence;
                add(ctx, payload);
            }
            case Frame.Skipped(long events) -> {
                skipped += events;
                flush(ctx);
            }
            case Frame.Compressed(List<Frame> inner) -> inner.forEach(one -> handle(ctx, one));
            case Frame.Open(byte[] json) -> open(ctx, json);
        }
    }

    private void add(ChannelHandlerContext ctx, Payload payload) {
        Entry entry = reader.read(payload, shift);
        batch.add(entry);
        received++;
        batchBytes += entry.raw().length;
        if (batch.size() >= MAX_BATCH || batchBytes >= properties.maxConnectionBytes()) {
            flush(ctx);
        }
    }

    private void flush(ChannelHandlerContext ctx) {
        if (batch.isEmpty() && skipped == 0) {
            return;
        }
        long first = stream == null ? 0 : base + received - batch.size() + 1;
        long bytes = batchBytes;
        int sequence = lastSequence;
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        outcome.whenComplete((done, error) -> {
            budget.release(bytes);
            ctx.executor().execute(() -> settle(ctx, bytes, sequence, done, error));
        });
        ingest.submit(new Submission(dataset, collector, stream, first, batch, skipped, outcome));
        batch.clear();
        batchBytes = 0;
        skipped = 0;
        inFlightBytes += bytes;
        budget.take(bytes);
        if (inFlightBytes >= properties.maxConnectionBytes()
                || budget.isExhausted(() -> ctx.executor().execute(() -> resume(ctx)))) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void settle(
            ChannelHandlerContext ctx, long bytes, int sequence, @Nullable Outcome done, @Nullable Throwable error) {
        inFlightBytes -= bytes;
        if (done == null) {
            boolean isForGood = error instanceof StoreException refused && !refused.isTransient();
            fail(ctx, isForGood ? "store_failed" : "internal", String.valueOf(error));
            return;
        }
        total = total.plus(done);
        acknowledged = sequence;
        if (speaksFrames) {
            if (stream != null) {
                ctx.write(Messages.of('R', total));
            }
            ctx.writeAndFlush(Messages.ack(sequence));
        }
        resume(ctx);
    }

    /** Reads on where neither this connection nor all together have too much in flight. */
    private void resume(ChannelHandlerContext ctx) {
        if (inFlightBytes <= properties.maxConnectionBytes() / 2
                && !isOpening
                && !budget.isExhausted(() -> ctx.executor().execute(() -> resume(ctx)))) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void open(ChannelHandlerContext ctx, byte[] json) {
        Opening opening;
        try {
            opening = JSON.readValue(json, Opening.class);
        } catch (JacksonException e) {
            fail(ctx, "invalid_request", "The opening is no JSON object as it should be: " + e.getOriginalMessage());
            return;
        }
        if (properties.requireToken() && !isToken(opening.token())) {
            fail(ctx, "unauthenticated", "The access token is missing or wrong");
            return;
        }
        if (stream != null || received > 0 || opening.stream() == null || opening.collector() == null) {
            fail(ctx, "invalid_request", "A session opens once, first, and names its collector and its stream");
            return;
        }
        collector = opening.collector();
        dataset = opening.dataset() == null ? "default" : opening.dataset();
        StreamKey key = new StreamKey(dataset, collector, opening.stream());
        Duration wanted = Duration.ofMillis(opening.shiftMillis() == null ? 0 : opening.shiftMillis());
        isOpening = true;
        ctx.channel().config().setAutoRead(false);
        Thread.ofVirtual().name("open").start(() -> {
            try {
                StreamState state = ingest.open(key, wanted);
                ctx.executor().execute(() -> opened(ctx, key, state));
            } catch (InterruptedException | RuntimeException e) {
                ctx.executor().execute(() -> fail(ctx, "internal", String.valueOf(e)));
            }
        });
    }

    private void opened(ChannelHandlerContext ctx, StreamKey key, StreamState state) {
        stream = key.stream();
        base = state.position();
        shift = state.shift();
        isOpening = false;
        ctx.writeAndFlush(Messages.of('O', Map.of("position", base, "shiftMillis", shift.toMillis())));
        ctx.channel().config().setAutoRead(true);
        ctx.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER);
        ctx.pipeline().fireChannelReadComplete();
    }

    private boolean isToken(@Nullable String said) {
        return said != null
                && MessageDigest.isEqual(said.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Every {@value #KEEP_ALIVE_SECONDS} s: a slow store shows that it lives, and an event that drips in for too long ends. */
    private void tick(ChannelHandlerContext ctx) {
        if (speaksFrames && inFlightBytes > 0) {
            ctx.writeAndFlush(Messages.ack(acknowledged));
        }
        boolean isThePeersTurn = ctx.channel().config().isAutoRead();
        stalls = isWithin && isThePeersTurn ? stalls + 1 : 0;
        if (stalls > maxStalls && !isClosing) {
            fail(ctx, "too_slow", "An event has taken longer than " + properties.frameDeadline() + " to arrive");
        }
    }

    private void fail(ChannelHandlerContext ctx, String code, String message) {
        isClosing = true;
        batch.clear();
        ctx.writeAndFlush(Messages.error(code, message)).addListener(ChannelFutureListener.CLOSE);
    }

    private static InetSocketAddress peer(ChannelHandlerContext ctx) {
        return (InetSocketAddress) ctx.channel().remoteAddress();
    }
}
