package boxoffice.api.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * What the other end of one connection keeps us waiting for: the rest of a head, the rest of a body, that it reads, or
 * anything at all. Confined to the connection's event loop.
 *
 * <p>What passes is only noted, and the clock is read for what comes in and by {@link #check}: Netty's own handler of
 * idle connections reads it for each read and each write and listens to each write, a twentieth of what an answer
 * costs.
 */
final class Peer {

    /** More than this unread, and it asks on: it does not mean to read. */
    static final int UNREAD_BYTES_MAX = 128 * 1024;

    private static final String DECODER = "httpDecoder";
    private static final long NOTHING = -1;

    private final Channel channel;
    private final LongSupplier nanoClock;
    private boolean readsHead;
    private boolean readsBody;
    private long requestSince;
    private long readSince;
    private long unreadSince;
    private long unreadBytes;
    private boolean heard;
    private long silentSince;
    private boolean cut;

    Peer(Channel channel, LongSupplier nanoClock) {
        this.channel = channel;
        this.nanoClock = nanoClock;
        this.unreadSince = NOTHING;
        this.silentSince = nanoClock.getAsLong();
    }

    /** Looks at what comes before and behind the decoder. */
    void watch() {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(DECODER) != null) {
            pipeline.addBefore(DECODER, "bytesOfPeer", new Bytes());
            pipeline.addAfter(DECODER, "messagesOfPeer", new Messages());
        }
    }

    /** Ends the connection where one of its limits is over. */
    void check(long headNanosMax, long bodyNanosMax, long readerNanosMax, long silenceNanosMax) {
        long now = nanoClock.getAsLong();
        if (heard) {
            heard = false;
            silentSince = now;
        }
        long unread = unreadBytes();
        if (unread == 0 || unread < unreadBytes || unreadSince == NOTHING) {
            unreadSince = now;
        }
        unreadBytes = unread;
        if ((readsHead && now - requestSince > headNanosMax)
                || (readsBody && now - requestSince > bodyNanosMax)
                || now - unreadSince > readerNanosMax
                || now - silentSince > silenceNanosMax) {
            cut();
        }
    }

    private long unreadBytes() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    /** At once: Vert.x would close behind all that is unread, and so never. */
    private void cut() {
        cut = true;
        ChannelHandlerContext nearestTheWire = channel.pipeline().firstContext();
        ChannelFuture closing = nearestTheWire == null ? channel.close() : nearestTheWire.close();
        assert closing != null;
    }

    private final class Bytes extends ChannelDuplexHandler {

        @Override
        public void write(ChannelHandlerContext context, Object bytes, ChannelPromise sent) throws Exception {
            heard = true;
            super.write(context, bytes, sent);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            heard = true;
            readSince = nanoClock.getAsLong();
            if (!readsHead && !readsBody) {
                readsHead = true;
                requestSince = readSince;
            }
            context.fireChannelRead(bytes);
        }
    }

    private final class Messages extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                readsHead = false;
                readsBody = true;
                requestSince = readSince;
                if (unreadBytes() > UNREAD_BYTES_MAX) {
                    cut();
                }
            }
            if (message instanceof LastHttpContent) {
                readsBody = false;
            }
            if (cut) {
                ReferenceCountUtil.release(message);
            } else {
                context.fireChannelRead(message);
            }
        }

        /** A connection that was reset is closed, and no more: Vert.x stumbles over requests that have not begun. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof IOException) {
                cut();
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
