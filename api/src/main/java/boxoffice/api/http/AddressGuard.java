package boxoffice.api.http;

import boxoffice.api.identity.AddressPaces;
import boxoffice.api.identity.TooManyRequestsException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Turns away an address that asks too often, before anything else is done for it. One event loop's. */
final class AddressGuard implements Handler<HttpServerRequest> {

    private final AddressPaces paces;
    private final int proxies;
    private final HttpObserver observer;
    private final Handler<HttpServerRequest> next;

    private AddressGuard(AddressPaces paces, int proxies, HttpObserver observer, Handler<HttpServerRequest> next) {
        this.paces = paces;
        this.proxies = proxies;
        this.observer = observer;
        this.next = next;
    }

    /** Before {@code next} where there is a limit. */
    static Handler<HttpServerRequest> before(
            Handler<HttpServerRequest> next, AddressLimit limit, AddressPaces paces, HttpObserver observer) {
        return limit.isNone() ? next : new AddressGuard(paces, limit.proxies(), observer, next);
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            paces.take(ClientAddress.of(request, proxies));
        } catch (TooManyRequestsException hasty) {
            observer.refused();
            AnswerWriter.write(request.response(), Answer.problem(Failures.problem(hasty)));
            return;
        }
        next.handle(request);
    }
}
