package boxoffice.api.http;

import java.nio.file.Path;

/**
 * The certificate of the public port with its chain, and its key, both in PEM. Read at the start.
 *
 * @param certificate the chain, ours first
 * @param key PKCS #8
 */
public record TlsFiles(Path certificate, Path key) {}
