package boxoffice.api.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose address a request counts for: an IPv4 address, or the first half of an IPv6 one, which is what one house gets.
 *
 * <p>{@code X-Forwarded-For} is believed only as far as proxies of ours have written it, from the right: what stands
 * left of that, the client may have made up.
 */
final class ClientAddress {

    private static final int IPV6_BYTES = 16;
    private static final int HOUSE_BYTES = 8;
    private static final int MAPPED_FROM = 12;

    private ClientAddress() {}

    /** In one spelling. */
    static String of(HttpServerRequest request, int proxies) {
        String remote = request.remoteAddress() == null
                ? "unknown"
                : String.valueOf(request.remoteAddress().hostAddress());
        return of(remote, request.headers().getAll("X-Forwarded-For"), proxies);
    }

    static String of(String remote, List<String> forwarded, int proxies) {
        if (proxies > 0) {
            List<String> hops = new ArrayList<>();
            for (String line : forwarded) {
                hops.addAll(List.of(line.split(",", -1)));
            }
            String told = hops.size() < proxies
                    ? null
                    : spelt(hops.get(hops.size() - proxies).strip());
            if (told != null) {
                return told;
            }
        }
        String spelt = spelt(remote);
        return spelt == null ? remote : spelt;
    }

    /** Null for what is no address. */
    private static @Nullable String spelt(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(withoutPort(text));
        if (bytes == null) {
            return null;
        }
        if (bytes.length == IPV6_BYTES && !isMapped(bytes)) {
            return HexFormat.of().formatHex(bytes, 0, HOUSE_BYTES);
        }
        return HexFormat.of().formatHex(bytes, bytes.length - 4, bytes.length);
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            return text.substring(1, Math.max(1, text.indexOf(']')));
        }
        int colon = text.indexOf(':');
        boolean one = colon >= 0 && text.indexOf(':', colon + 1) < 0;
        return one ? text.substring(0, colon) : text.replaceFirst("%.*", "");
    }

    /** An IPv4 address as an IPv6 socket tells it. */
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_FROM; i++) {
            if (bytes[i] != (i < 10 ? 0 : (byte) 0xff)) {
                return false;
            }
        }
        return true;
    }
}
