package boxoffice.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Before a server that says every byte back. */
@Timeout(20)
class DelayProxyTest {

    private static final Delays DELAYS = new Delays(Duration.ofMillis(60), Duration.ofMillis(200));

    @Test
    void everyRoundTripTakesLongerAndACommitLongerStill() throws IOException {
        try (ServerSocket echo = echo();
                DelayProxy proxy = DelayProxy.before("127.0.0.1", echo.getLocalPort(), DELAYS);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThat(millisFor(client, query("SELECT 1"))).isBetween(60L, 200L);
            assertThat(millisFor(client, query("COMMIT"))).isGreaterThanOrEqualTo(260);
            assertThat(millisFor(client, query("UPDATE opening SET claimed = 1; commit;")))
                    .isGreaterThanOrEqualTo(260);
            assertThat(proxy.commits()).isEqualTo(2);
        }
    }

    @Test
    void packetsSentTogetherComeTogether() throws IOException {
        try (ServerSocket echo = echo();
                DelayProxy proxy = DelayProxy.before("127.0.0.1", echo.getLocalPort(), DELAYS);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            byte[] three = new byte[3 * query("SELECT 1").length];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(query("SELECT 1"), 0, three, i * three.length / 3, three.length / 3);
            }
            assertThat(millisFor(client, three)).isBetween(60L, 170L);
        }
    }

    @Test
    void whatOnlySpeaksOfACommitIsNone() throws IOException {
        try (ServerSocket echo = echo();
                DelayProxy proxy = DelayProxy.before("127.0.0.1", echo.getLocalPort(), DELAYS);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThat(millisFor(client, query("SELECT 'COMMIT' AS word"))).isLessThan(260);
            assertThat(proxy.commits()).isZero();
        }
    }

    private static long millisFor(Socket client, byte[] packet) throws IOException {
        long start = System.nanoTime();
        client.getOutputStream().write(packet);
        new DataInputStream(client.getInputStream()).readFully(new byte[packet.length]);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static byte[] query(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[text.length + 5];
        packet[0] = (byte) (text.length + 1);
        packet[4] = 3;
        System.arraycopy(text, 0, packet, 5, text.length);
        return packet;
    }

    private static ServerSocket echo() throws IOException {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket client = listening.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException gone) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listening;
    }
}
