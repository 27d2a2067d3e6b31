package boxoffice.persistence.faults;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a client's byte stream into MySQL packets, and tells the few kinds that matter. Confined to one connection. */
final class Packets {

    private static final int HEADER = 4;
    private static final byte QUERY = 0x03;
    private static final byte EXECUTE = 0x17;
    private static final byte CLOSE_STATEMENT = 0x19;
    private static final byte QUIT = 0x01;

    private Buffer arriving = Buffer.buffer();

    /** All packets that are complete with these bytes. */
    List<Buffer> add(Buffer bytes) {
        arriving.appendBuffer(bytes);
        List<Buffer> complete = new ArrayList<>(1);
        while (arriving.length() >= HEADER && arriving.length() >= HEADER + arriving.getMediumLE(0)) {
            int end = HEADER + arriving.getMediumLE(0);
            complete.add(arriving.getBuffer(0, end));
            arriving = arriving.getBuffer(end, arriving.length());
        }
        return complete;
    }

    /** Whether the server replies to it before it reads the next: to all commands but two that end something. */
    static boolean isAnswered(Buffer packet) {
        byte command = packet.length() > HEADER ? packet.getByte(HEADER) : QUIT;
        return isCommand(packet) && command != QUIT && command != CLOSE_STATEMENT;
    }

    static boolean isExecution(Buffer packet) {
        return isCommand(packet) && packet.getByte(HEADER) == EXECUTE;
    }

    static boolean isCommit(Buffer packet) {
        return isQuery(packet, "COMMIT");
    }

    /** The text of a query may stand behind a few bytes of query attributes. */
    static boolean isQuery(Buffer packet, String text) {
        return isCommand(packet)
                && packet.getByte(HEADER) == QUERY
                && packet.length() > HEADER + text.length()
                && packet.getString(packet.length() - text.length(), packet.length())
                        .equals(text);
    }

    /** A new command has sequence number 0; the packets of the handshake have higher ones. */
    private static boolean isCommand(Buffer packet) {
        return packet.length() > HEADER && packet.getByte(3) == 0;
    }

    static Buffer query(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Buffer.buffer()
                .appendMediumLE(bytes.length + 1)
                .appendByte((byte) 0)
                .appendByte(QUERY)
                .appendBytes(bytes);
    }
}
