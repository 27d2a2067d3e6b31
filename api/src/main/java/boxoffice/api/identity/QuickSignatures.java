package boxoffice.api.identity;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon's crypto provider in front of the JDK's own, whose ES256 takes a millisecond for each signature on JDK 17: two
 * seconds of CPU for the first sight of 2,000 tokens.
 */
public final class QuickSignatures {

    private static final Logger LOG = LoggerFactory.getLogger(QuickSignatures.class);

    private QuickSignatures() {}

    /**
     * To be called once, before anything is verified. Where the provider does not run (it is native, for Linux on
     * x86-64), all goes on with the JDK's own.
     */
    public static void install() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable reason = provider.getLoadingError();
        if (reason == null) {
            AmazonCorrettoCryptoProvider.install();
        } else {
            LOG.info("signatures are verified by the JDK alone, some slower: {}", reason.toString());
        }
    }
}
