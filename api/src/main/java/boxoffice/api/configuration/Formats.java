package boxoffice.api.configuration;

import boxoffice.persistence.pool.DatabaseEndpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The formats of settings. What has another one is an {@link IllegalArgumentException} whose message goes on after the
 * setting's name.
 */
final class Formats {

    private static final int SERVERS_MAX = 16; // as many as an Aurora cluster has

    private Formats() {}

    static Path readable(String text) {
        Path file;
        try {
            file = Path.of(text.strip());
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException("is not the name of a file", malformed);
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("names a file that cannot be read");
        }
        return file;
    }

    /** Scheme, host and port, as browsers send them. */
    static List<String> webOrigins(String text) {
        List<String> origins = List.of(text.strip().split("\\s+"));
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?"))) {
            throw new IllegalArgumentException("must list origins such as https://tickets.example, never a star");
        }
        return origins;
    }

    /** One, or several with spaces between them. */
    static List<DatabaseEndpoint> servers(String text) {
        List<DatabaseEndpoint> servers = Arrays.stream(text.strip().split("\\s+"))
                .map(DatabaseEndpoint::parse)
                .distinct()
                .toList();
        if (servers.size() > SERVERS_MAX) {
            throw new IllegalArgumentException("names more than " + SERVERS_MAX + " servers");
        }
        return servers;
    }

    static String sender(String text) {
        if (!text.strip().matches("([^<>]* <)?[^\\s<>@]+@[^\\s<>@]+>?")) {
            throw new IllegalArgumentException("is not a mail address");
        }
        return text.strip();
    }

    static String topicOfSns(String text) {
        if (!text.strip().matches("arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]+:[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("is not the ARN of a topic of SNS");
        }
        return text.strip();
    }

    static URI uri(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("is not a URI", malformed);
        }
    }

    static URI webAddress(String text) {
        URI uri = uri(text);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("is not an http or https address");
        }
        return uri;
    }
}
