package boxoffice.api.signing;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.TicketCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text in a ticket's QR picture: {@code BX1:key:opening:code:signature}, all of it from the signs that a QR code
 * packs closest. The signature is ES256 (RFC 7518), as one number in base 36. It tells that we gave the ticket; whether
 * it was given back or used since only the service knows.
 *
 * <p>Safe from any thread; signing and verifying take up to a millisecond of it, so not on an event loop.
 */
public final class SignedCodes {

    /** What a signed text begins with. */
    public static final String MARK = "BX1:";

    private static final int PARTS = 5;
    private static final int COORDINATE_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final int RADIX = 36;
    private static final int KEY_ID_LENGTH = 6;
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final @Nullable SigningKey key;
    private final Map<String, ECPublicKey> publicKeys = new LinkedHashMap<>();
    private final String keyId;

    private SignedCodes(@Nullable SigningKey key) {
        this.key = key;
        if (key != null) {
            key.publicKeys().forEach(each -> publicKeys.put(id(each), each));
        }
        this.keyId = publicKeys.keySet().stream().findFirst().orElse("");
    }

    /** Without a key: pictures hold the bare code, and no signature is good. */
    public static SignedCodes none() {
        return new SignedCodes(null);
    }

    /**
     * With the keys in this file. Blocks.
     *
     * @throws IllegalArgumentException that says what is wrong with the file
     */
    public static SignedCodes read(Path file) {
        return checked(new SignedCodes(SigningKey.read(file)));
    }

    /** With a key of its own that stays in this folder. Blocks. */
    public static SignedCodes in(Path folder) {
        return checked(new SignedCodes(SigningKey.in(folder)));
    }

    /** What the picture holds: the signed text, or the bare code where there is no key. */
    public String text(OpeningId opening, TicketCode code) {
        SigningKey own = key;
        if (own == null) {
            return code.value();
        }
        String content = MARK + keyId + ":" + opening.toString().toUpperCase(Locale.ROOT) + ":"
                + code.value().replace("-", "");
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(own.own());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + ":"
                    + new BigInteger(1, signature.sign()).toString(RADIX).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign", broken);
        }
    }

    /** Whether somebody brings a signed text, be it good or not. */
    public static boolean isSigned(String text) {
        return text.regionMatches(true, 0, MARK, 0, MARK.length());
    }

    /** The code in a signed text, without dashes; empty where the signature is not one of ours. */
    public Optional<String> code(String signed) {
        String text = signed.strip().toUpperCase(Locale.ROOT);
        String[] parts = text.split(":", -1);
        PublicKey signer = parts.length == PARTS ? publicKeys.get(parts[1]) : null;
        if (signer == null || !parts[4].matches("[0-9A-Z]{1,100}")) {
            return Optional.empty();
        }
        byte[] signature = unsigned(new BigInteger(parts[4], RADIX), SIGNATURE_BYTES);
        String content = text.substring(0, text.lastIndexOf(':'));
        return isGood(signer, content, signature) ? Optional.of(parts[3]) : Optional.empty();
    }

    /** The public keys, as a set (RFC 7517), the one in use first. */
    public JsonObject keySet() {
        JsonArray keys = new JsonArray();
        publicKeys.forEach((id, each) -> keys.add(new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("use", "sig")
                .put("alg", "ES256")
                .put("kid", id)
                .put("x", base64(each.getW().getAffineX()))
                .put("y", base64(each.getW().getAffineY()))));
        return new JsonObject().put("keys", keys);
    }

    private static boolean isGood(PublicKey signer, String content, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(signer);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** A private and a public key that do not belong together would sign what no door takes. */
    private static SignedCodes checked(SignedCodes codes) {
        if (codes.code(codes.text(new OpeningId(1), new TicketCode("0000-0000-0000-0000")))
                .isEmpty()) {
            throw new IllegalArgumentException("names a file whose first PUBLIC KEY is not that of its PRIVATE KEY");
        }
        return codes;
    }

    private static String id(ECPublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return new BigInteger(1, digest)
                    .toString(RADIX)
                    .toUpperCase(Locale.ROOT)
                    .substring(0, KEY_ID_LENGTH);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String base64(BigInteger coordinate) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned(coordinate, COORDINATE_BYTES));
    }

    /** In so many bytes; what is too large for them is cut, and no signature then. */
    private static byte[] unsigned(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return fixed;
    }

    @Override
    public String toString() {
        return "signed codes by " + Arrays.toString(publicKeys.keySet().toArray());
    }
}
