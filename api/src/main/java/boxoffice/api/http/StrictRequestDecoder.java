package boxoffice.api.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.Set;

/**
 * Vert.x' decoder, but for heads that it lets pass, and that nobody decent sends. Some leave it open where the body
 * ends: with a length and chunks both, or with other codings than chunks, a proxy before us may take a part of the body
 * for the next request (RFC 9112, section 6.1). Others name a version that we do not speak: Vert.x answers in that very
 * version, whatever it was called. What comes behind such a head is dropped. Confined to one event loop.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private static final String VERTX_NAME = "httpDecoder";
    private static final Set<String> VERSIONS = Set.of("HTTP/1.1", "HTTP/1.0");

    private StrictRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    /** In the place of Vert.x' own, before the first byte has come. Nothing changes on HTTP/2, which has neither. */
    static void install(ChannelPipeline pipeline, HttpServerOptions options) {
        if (pipeline.get(VERTX_NAME) != null) {
            pipeline.replace(VERTX_NAME, VERTX_NAME, new StrictRequestDecoder(options));
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        if (!VERSIONS.contains(initialLine[2])) {
            throw new IllegalArgumentException("neither HTTP/1.1 nor HTTP/1.0");
        }
        return super.createMessage(initialLine);
    }

    /** Asked once for each head, when it is whole: the one place to look at all of it. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        List<String> codings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean clear = codings.isEmpty()
                || (codings.size() == 1
                        && codings.get(0).equalsIgnoreCase("chunked")
                        && message.protocolVersion().equals(HttpVersion.HTTP_1_1));
        if (!clear) {
            throw new IllegalArgumentException("a coding other than chunks");
        }
        return super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("a length and chunks");
    }
}
