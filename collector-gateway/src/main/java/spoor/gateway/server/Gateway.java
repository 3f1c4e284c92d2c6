package spoor.gateway.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.event.EventReading;
import spoor.gateway.clock.Clocks;
import spoor.gateway.ingest.Access;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Ingest;
import spoor.gateway.ingest.Reader;
import spoor.storage.EventStore;

/** The listening gateway: from its making until {@link #close}. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int DRAIN_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    private final AtomicInteger connections = new AtomicInteger();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Ingest ingest;
    private final Channel listening;

    /**
     * Listens from now on.
     *
     * @param clocks what is known of collectors' clocks so far
     */
    public Gateway(
            GatewayProperties properties,
            EventStore store,
            EventReading reading,
            Clocks clocks,
            InstantSource clock,
            MeterRegistry registry) {
        Access access = new Access(properties.secret(), properties.requireToken());
        Sessions sessions = new Sessions();
        Budget budget = new Budget(properties.maxBytes());
        Budget unfinished = new Budget(properties.maxBytes());
        ingest = new Ingest(
                store,
                reading.version(),
                properties.writers(),
                new GatewayMetrics(registry, budget, connections)::count);
        Reader reader = new Reader(reading, clock, properties.maxEventBytes());
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                // The system finds out within two minutes when an idle collector's machine is gone.
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), 60)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), 10)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), 6)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open.add(channel);
                        channel.pipeline()
                                .addLast(new ConnectionLimit(connections, properties.maxConnections()))
                                .addLast(new Connection(
                                        properties, access, ingest, reader, clocks, sessions, budget, unfinished));
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

    /**
     * Takes no more, has what was read stored and acknowledged, and closes; what the store does not take within
     * {@value #DRAIN_SECONDS} seconds is left to its senders.
     */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Connection.Drain.NOW));
        boolean isDrained = open.newCloseFuture().awaitUninterruptibly(DRAIN_SECONDS, TimeUnit.SECONDS);
        try {
            isDrained &= ingest.drain(Duration.ofSeconds(isDrained ? DRAIN_SECONDS : 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isDrained) {
            LOG.warn("The store did not take everything in time; senders without acknowledgement must send it again");
        }
        ingest.close();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
