package spoor.gateway.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import spoor.event.EventReading;
import spoor.gateway.ingest.Ingest;
import spoor.gateway.ingest.Reader;
import spoor.storage.EventStore;

/** The listening gateway: from its making until {@link #close}. */
public final class Gateway implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    private final Ingest ingest;
    private final Channel listening;

    public Gateway(GatewayProperties properties, EventStore store, EventReading reading, InstantSource clock) {
        String token = properties.secret();
        ingest = new Ingest(store, reading.version());
        Reader reader = new Reader(reading, clock, properties.maxEventBytes());
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Connection(properties, token, ingest, reader));
                    }
                })
                .bind(properties.host(), properties.port())
                .syncUninterruptibly()
                .channel();
    }

    /** The port that was bound. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        ingest.close();
    }
}
