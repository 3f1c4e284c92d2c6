package spoor.gateway.server;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the open connections; one too many is told so and closed before it is read. */
@SuppressWarnings("FutureReturnValueIgnored") // What a write's future says is not needed.
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final AtomicInteger connections;
    private final int max;

    ConnectionLimit(AtomicInteger connections, int max) {
        this.connections = connections;
        this.max = max;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        if (connections.incrementAndGet() <= max) {
            super.channelActive(ctx);
        } else {
            ctx.channel().config().setAutoRead(false);
            ctx.writeAndFlush(Messages.error(
                            "overloaded", "The gateway has %d connections, as many as it takes".formatted(max)))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        connections.decrementAndGet();
        super.channelInactive(ctx);
    }
}
