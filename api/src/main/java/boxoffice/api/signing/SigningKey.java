package boxoffice.api.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one file in PEM holds: a private key (PKCS #8), its public key behind it, and behind that the public keys of
 * before, whose signatures still count.
 */
record SigningKey(PrivateKey own, List<ECPublicKey> publicKeys) {

    private static final String FILE = "ticket-key.pem";
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END (PRIVATE|PUBLIC) KEY-----");

    SigningKey {
        publicKeys = List.copyOf(publicKeys);
    }

    /**
     * Blocks.
     *
     * @throws IllegalArgumentException that says what is wrong with the file, and nothing of what it holds
     */
    static SigningKey read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("names a file that cannot be read");
        }
    }

    /** The one that is kept in this folder; made where there is none. Blocks. */
    static SigningKey in(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            keep(generated(), file);
        }
        return read(file);
    }

    private static SigningKey parse(String text) {
        List<PrivateKey> own = new ArrayList<>();
        List<ECPublicKey> publicKeys = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            while (block.find()) {
                byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
                if (block.group(1).equals("PRIVATE")) {
                    own.add(keys.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
                } else {
                    publicKeys.add((ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(encoded)));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException("names a file with a key that is not one on P-256");
        }
        if (own.size() != 1 || publicKeys.isEmpty()) {
            throw new IllegalArgumentException(
                    "must name a file with one PRIVATE KEY (PKCS #8) and behind it its PUBLIC KEY, in PEM");
        }
        if (publicKeys.stream()
                .anyMatch(key -> key.getParams().getCurve().getField().getFieldSize() != 256)) {
            throw new IllegalArgumentException("names a file with a key that is not one on P-256");
        }
        return new SigningKey(own.get(0), publicKeys);
    }

    private static KeyPair generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void keep(KeyPair pair, Path file) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            Path whole = Files.createTempFile(folder, FILE, ".new"); // readable by the owner only
            Files.writeString(
                    whole,
                    pem("PRIVATE", pair.getPrivate().getEncoded())
                            + pem("PUBLIC", pair.getPublic().getEncoded()));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + " KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + " KEY-----\n";
    }

    @Override
    public String toString() {
        return "****";
    }
}
