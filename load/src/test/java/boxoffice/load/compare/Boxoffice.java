package boxoffice.load.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Boxoffice from its jar, configured as in production: on a database that is there, and with an identity provider. */
final class Boxoffice implements Contestant {

    private static final Duration OPEN_FOR = Duration.ofHours(6);
    private static final String OPERATOR = "operator";

    /**
     * How it is started.
     *
     * @param jvm arguments besides its heap
     * @param watched whether its event loops are
     */
    record Launch(Path jar, List<String> jvm, Path folder, boolean watched) {}

    /** One process of it. */
    private record Instance(int port, int managementPort, ServerProcess process) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Flavour flavour;
    private final Database admin;
    private final String operatorToken;
    private final boolean watched;
    private final List<Instance> instances = new ArrayList<>();
    private final Optional<CloudWatchStandIn> cloudWatch;
    private int toldBefore;

    private Boxoffice(Flavour flavour, Database admin, String operatorToken, boolean watched) {
        this.flavour = flavour;
        this.admin = admin;
        this.operatorToken = operatorToken;
        this.watched = watched;
        this.cloudWatch = flavour.cloudWatch().map(CloudWatchStandIn::start);
    }

    static Boxoffice start(Flavour flavour, Launch launch, DatabaseServer database, Identity identity) {
        database.create(flavour.schema());
        Boxoffice boxoffice = new Boxoffice(
                flavour,
                database.admin(),
                flavour.verified() ? identity.token(OPERATOR, "admin") : OPERATOR,
                launch.watched());
        try {
            for (int number = 1; number <= flavour.instances(); number++) {
                boxoffice.instances.add(boxoffice.instance(number, launch, database, identity));
            }
            if (flavour.oldTickets() > 0) {
                OldTickets.fill(database.admin(), flavour.schema(), flavour.oldTickets());
            }
            return boxoffice;
        } catch (RuntimeException failure) {
            boxoffice.close();
            throw failure;
        }
    }

    private Instance instance(int number, Launch launch, DatabaseServer database, Identity identity) {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        Map<String, String> settings = new HashMap<>(Map.of(
                "BOXOFFICE_WRITER_URI", database.writer().uri(flavour.schema()),
                "BOXOFFICE_READER_URI", database.reader().uri(flavour.schema()),
                "BOXOFFICE_OWNER_URI", database.writer().uri(flavour.schema()),
                "BOXOFFICE_HTTP_PORT", Integer.toString(port),
                "BOXOFFICE_MANAGEMENT_PORT", Integer.toString(managementPort),
                "BOXOFFICE_JWKS_URI", identity.keySet().toString()));
        settings.put("BOXOFFICE_STREAMS_MAX", "19000"); // of 20,000 files that a process may open
        settings.put(
                "BOXOFFICE_MEMBER_REQUESTS_PER_SECOND", "10000"); // few members who claim for many are no bots here
        settings.put("BOXOFFICE_METRICS", flavour.measured() ? "on" : "off");
        cloudWatch.ifPresent(there -> settings.putAll(publishingTo(there.endpoint())));
        List<String> arguments = new ArrayList<>(List.of("-Xms512m", "-Xmx512m"));
        arguments.addAll(launch.jvm());
        arguments.addAll(List.of("-cp", classPath(flavour, launch), "boxoffice.api.Main"));
        ServerProcess process = ServerProcess.java(flavour.name() + "-" + number, launch.folder(), arguments, settings);
        return new Instance(
                port,
                managementPort,
                process.ready(URI.create("http://localhost:" + managementPort + "/ready"))
                        .said("has rehearsed"));
    }

    private static Map<String, String> publishingTo(URI endpoint) {
        return Map.of(
                "BOXOFFICE_CLOUDWATCH", "on",
                "BOXOFFICE_CLOUDWATCH_GROUP", "of-the-comparison",
                "BOXOFFICE_CLOUDWATCH_REGION", "eu-west-1",
                "BOXOFFICE_CLOUDWATCH_ENDPOINT", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", "nobody",
                "AWS_SECRET_ACCESS_KEY", "nothing");
    }

    private static String classPath(Flavour flavour, Launch launch) {
        List<Path> parts = new ArrayList<>();
        if (launch.watched()) {
            parts.addAll(LoopWatch.classPath(launch.folder()));
        }
        if (!flavour.verified()) {
            parts.add(Unverified.classPath(launch.jar(), launch.folder()));
        }
        parts.add(launch.jar());
        return parts.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public String name() {
        return flavour.name();
    }

    @Override
    public List<Integer> ports() {
        return instances.stream().map(Instance::port).toList();
    }

    @Override
    public boolean verifiesTokens() {
        return flavour.verified();
    }

    @Override
    public boolean believesNames() {
        return !flavour.verified();
    }

    @Override
    public List<String> openings(int count, int quota, Instant opensAt) {
        String body = new JsonObject()
                .put("title", "Opening of the comparison")
                .put("movie", "Sherlock Jr. (1924)")
                .put("opensAt", opensAt.toString())
                .put("closesAt", opensAt.plus(OPEN_FOR).toString())
                .put(
                        "quotas",
                        new JsonArray().add(new JsonObject().put("name", "all").put("size", quota)))
                .encode();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new JsonObject(post("/api/admin/openings", body)).getString("id"));
        }
        return ids;
    }

    @Override
    public Optional<Books> books(List<String> openings) {
        String ids = String.join(",", openings);
        return Optional.of(new Books(
                admin.count(
                        schema(),
                        "SELECT COUNT(*) FROM quota q JOIN ticket t ON t.quota_id = q.id WHERE q.opening_id IN (" + ids
                                + ")"),
                admin.count(schema(), "SELECT SUM(issued) FROM quota WHERE opening_id IN (" + ids + ")")));
    }

    String schema() {
        return flavour.schema();
    }

    @Override
    public Duration cpu() {
        return instances.stream().map(each -> each.process().cpu()).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public double residentMegabytesMax() {
        return instances.stream()
                .mapToDouble(each -> each.process().residentMegabytesMax())
                .max()
                .orElse(Double.NaN);
    }

    double residentMegabytes() {
        return instances.get(0).process().residentMegabytes();
    }

    void collectGarbage() {
        instances.forEach(each -> each.process().collectGarbage());
    }

    @Override
    public Optional<Meters> meters() {
        return Optional.of(
                Meters.of(instances.stream().map(Instance::managementPort).toList()));
    }

    @Override
    public void forgetBlocks() {
        toldBefore = watched ? told().length() : 0;
    }

    @Override
    public Optional<Duration> longestBlock() {
        return watched ? Optional.of(LoopWatch.longest(told(), toldBefore)) : Optional.empty();
    }

    /** Of one instance: several are not watched. */
    private String told() {
        return instances.get(0).process().output();
    }

    @Override
    public void close() {
        instances.forEach(each -> each.process().close());
        cloudWatch.ifPresent(CloudWatchStandIn::close);
    }

    private String post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + instances.get(0).port() + path))
                .header("Authorization", "Bearer " + operatorToken)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
