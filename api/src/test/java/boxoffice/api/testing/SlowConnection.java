package boxoffice.api.testing;

/** Connections of clients that keep the service waiting, by what they are slow at. */
public final class SlowConnection {

    private SlowConnection() {}

    /** The head is not whole. */
    public static RawConnection head(ServiceProcess service) {
        RawConnection connection = RawConnection.to(service);
        connection.send("GET /api/openings HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        return connection;
    }

    /** The body of a claim is not whole. */
    public static RawConnection body(ServiceProcess service, String opening) {
        RawConnection connection = RawConnection.to(service);
        connection.send(claim(opening) + "Content-Length: 1000\r\n\r\n{");
        return connection;
    }

    /** Has asked for more than it reads. */
    public static RawConnection reader(ServiceProcess service) {
        RawConnection connection = RawConnection.to(service);
        connection.send(asks(20));
        return connection;
    }

    /** The same question so many times, for a long answer. */
    public static String asks(int times) {
        return "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(times);
    }

    /** The head of a claim, but for what says how long the body is. */
    public static String claim(String opening) {
        return "POST /api/openings/" + opening + "/tickets HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer "
                + IdentityProvider.shared().token("slow") + "\r\n";
    }
}
