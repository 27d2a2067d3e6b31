package boxoffice.api.testing;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Chromium without a window, led over its own protocol; no library and no download, see decision 0019. */
public final class Browser implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<Tab> tabs = new ArrayList<>();
    private final Process process;
    private final String address;

    private Browser(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it; ends with {@link #close()} or with this JVM. */
    public static Browser start() {
        Path profile = BuiltFiles.fresh("chromium", "");
        try {
            Process process = new ProcessBuilder(List.of(
                            executable(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--hide-scrollbars",
                            "--lang=ko",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank"))
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "reap-chromium"));
            return new Browser(process, listening(process));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A new tab of so many points in width. */
    public Tab tab(int width, int height) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(BodyPublishers.noBody())
                .build();
        try {
            JsonObject target =
                    new JsonObject(HTTP.send(request, BodyHandlers.ofString()).body());
            Tab tab = Tab.open(HTTP, URI.create(target.getString("webSocketDebuggerUrl")), width, height);
            tabs.add(tab);
            return tab.front();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** All that are open: each goes on asking the server. */
    public void closeTabs() {
        tabs.forEach(Tab::close);
        tabs.clear();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static String executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the profile browser needs Chromium: apt-get install chromium"));
    }

    /** So that it never waits for somebody to read what it says. */
    private static void drain(BufferedReader output) {
        try {
            output.lines().forEach(ignored -> {});
        } catch (UncheckedIOException ended) {
            // with the browser
        }
    }

    private static String listening(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher address = LISTENING.matcher(line);
            if (address.find()) {
                Thread drain = new Thread(() -> drain(output), "chromium-output");
                drain.setDaemon(true);
                drain.start();
                return address.group(1);
            }
        }
        throw new AssertionError("Chromium ended before it listened");
    }
}
