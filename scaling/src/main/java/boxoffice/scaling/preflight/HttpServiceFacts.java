package boxoffice.scaling.preflight;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Asks the public page of the service, as a member's browser does. Of its JSON it takes the few fields it needs,
 * whatever else is there.
 */
public final class HttpServiceFacts implements ServiceFacts {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Pattern OPENS_AT = Pattern.compile("\"opensAt\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern NOW = Pattern.compile("\"serverTime\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern SIZE = Pattern.compile("\"size\"\\s*:\\s*(\\d+)");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI service;
    private final String opening;

    public HttpServiceFacts(URI service, String opening) {
        this.service = service;
        this.opening = opening;
    }

    @Override
    public Duration clockSkew() throws IOException {
        Instant before = Instant.now();
        HttpResponse<String> answer = get();
        Instant after = Instant.now();
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        Matcher told = NOW.matcher(answer.body());
        if (!told.find()) {
            throw new IOException("it does not tell its time: " + answer.uri());
        }
        return Duration.between(middle, Instant.parse(told.group(1)));
    }

    @Override
    public Optional<Instant> certificateUntil() throws IOException {
        Optional<SSLSession> session = get().sslSession();
        if (session.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Arrays.stream(session.get().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .map(X509Certificate::getNotAfter)
                    .map(Date::toInstant)
                    .min(Instant::compareTo);
        } catch (SSLPeerUnverifiedException nobody) {
            throw new IOException("it shows no certificate", nobody);
        }
    }

    @Override
    public Optional<Announced> opening() throws IOException {
        HttpResponse<String> answer = get();
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        Matcher opensAt = OPENS_AT.matcher(answer.body());
        if (!opensAt.find()) {
            throw new IOException("it does not tell when it opens: " + answer.uri());
        }
        int places = SIZE.matcher(answer.body())
                .results()
                .mapToInt(size -> Integer.parseInt(size.group(1)))
                .sum();
        return Optional.of(new Announced(Instant.parse(opensAt.group(1)), places));
    }

    private HttpResponse<String> get() throws IOException {
        URI uri = service.resolve("/api/openings/" + opening);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK && answer.statusCode() != NOT_FOUND) {
                throw new IOException("status " + answer.statusCode() + " from " + uri);
            }
            return answer;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
