package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PeerTest {

    private static final long ENDLESS = TimeUnit.HOURS.toNanos(1);
    private static final int SILENCE_SECONDS_MAX = 65;

    private final AtomicLong seconds = new AtomicLong(1_000);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Peer peer = new Peer(channel, () -> TimeUnit.SECONDS.toNanos(seconds.get()));

    PeerTest() {
        channel.pipeline().addLast("httpDecoder", new ChannelInboundHandlerAdapter());
        peer.watch();
    }

    @Test
    void whoNeverSaysAnythingIsCutAfterTheLongestSilence() {
        afterSeconds(SILENCE_SECONDS_MAX);
        assertThat(channel.isOpen()).isTrue();
        afterSeconds(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoSendsNowAndThenStays() {
        for (int i = 0; i < 10; i++) {
            afterSeconds(SILENCE_SECONDS_MAX);
            boolean received = channel.writeInbound("bytes");
            assertThat(received).isTrue();
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoOnlyListensStaysWhileItIsToldSomething() {
        for (int i = 0; i < 10; i++) {
            afterSeconds(SILENCE_SECONDS_MAX);
            boolean sent = channel.writeOutbound("bytes");
            assertThat(sent).isTrue();
        }
        afterSeconds(SILENCE_SECONDS_MAX);
        assertThat(channel.isOpen()).isTrue();
    }

    private void afterSeconds(int later) {
        for (int i = 0; i < later; i++) {
            seconds.incrementAndGet();
            peer.check(ENDLESS, ENDLESS, ENDLESS, TimeUnit.SECONDS.toNanos(SILENCE_SECONDS_MAX));
            channel.runPendingTasks();
        }
    }
}
