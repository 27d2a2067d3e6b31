package boxoffice.api.http;

import boxoffice.api.http.Bindings.Binding;
import boxoffice.api.identity.Tokens;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Mounts the operations of the contract on a router, with the guards that each request passes. */
final class Routes {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final long DROP_MILLIS_MAX = 2_000;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Map<Binding, OperationRoute> operations = new LinkedHashMap<>();
    private final HttpObserver observer;
    private final Deadlines deadlines;

    Routes(Vertx vertx, HttpSettings settings, List<Binding> bindings, Tokens tokens, HttpObserver observer) {
        this.vertx = vertx;
        this.settings = settings;
        bindings.forEach(binding -> operations.put(binding, new OperationRoute(binding, tokens, observer)));
        this.observer = observer;
        this.deadlines = Deadlines.on(vertx, settings.requestMax());
    }

    /** Everything the contract has, and what to say to everything else. */
    Router router() {
        Router router = Router.router(vertx);
        Route everything = router.route().failureHandler(context -> answerError(context, context.statusCode()));
        assert everything != null;
        Origins.mount(router, settings.origins());
        operations.forEach((binding, operation) -> mount(router, binding.operation(), operation));
        methodsByPath().forEach((path, methods) -> refuseOtherMethods(router, path, methods));
        for (int status : new int[] {400, 404, 405, 406, 408, 413, 414, 415, 431, 500, 503}) {
            router.errorHandler(status, context -> answerError(context, status));
        }
        return router;
    }

    /** The same operations, past the router where a request is plain. */
    Handler<HttpServerRequest> before(Router router) {
        PlainRequests plain = new PlainRequests(
                router, deadlines, settings.bodyBytesMax(), !settings.origins().isEmpty());
        operations.forEach(plain::add);
        return plain;
    }

    private Map<String, Set<String>> methodsByPath() {
        Map<String, Set<String>> methods = new TreeMap<>();
        for (Binding binding : operations.keySet()) {
            Set<String> ofPath = methods.computeIfAbsent(binding.operation().route(), path -> new TreeSet<>());
            ofPath.add(binding.operation().method().name());
            if (binding.operation().method().equals(HttpMethod.GET)) {
                ofPath.add(HttpMethod.HEAD.name());
            }
        }
        return methods;
    }

    /** Mounted behind the operations of the path: whatever comes this far has another method. */
    static void refuseOtherMethods(Router router, String path, Set<String> methods) {
        Answer refusal = Answer.problem(HttpProblems.ofStatus(405)).with("Allow", String.join(", ", methods));
        Route others = router.route(path).handler(context -> AnswerWriter.write(context.response(), refusal));
        assert others != null;
    }

    /** The time limit stands before the body handler: a body that drips in never ends otherwise. */
    private void mount(Router router, ContractOperation operation, OperationRoute answering) {
        Route route = router.route(operation.method(), operation.route());
        if (operation.method().equals(HttpMethod.GET)) {
            route.method(HttpMethod.HEAD);
        }
        route.handler(deadlines);
        if (operation.body() != null) {
            route.handler(BodyHandler.create(false).setBodyLimit(settings.bodyBytesMax()));
        }
        route.handler(context -> answering.handle(
                context.request(),
                context.pathParams(),
                context.body() == null ? null : context.body().buffer(),
                System.nanoTime(),
                () -> {}));
    }

    /** The status is the handler's, since the context has none for a path that cannot be decoded. */
    private void answerError(RoutingContext context, int status) {
        if (context.response().closed()) {
            return; // the client has gone, in the middle of its body perhaps
        }
        Throwable failure = context.failure();
        Problem problem = status == 500 && failure != null ? Failures.problem(failure) : HttpProblems.ofStatus(status);
        if (status == 503 && !context.request().isEnded()) {
            observer.refused();
            AnswerWriter.writeLast(context.request(), HttpProblems.TOO_SLOW);
            return;
        }
        if (status == 503 && !SAFE.contains(context.request().method())) {
            problem = Failures.outcomeUnknown(); // the time limit: what was asked for may be on its way
        } else {
            observer.refused();
        }
        AnswerWriter.write(context.response(), Answer.problem(problem));
        if (status == 413) {
            dropRestOfBody(context);
        }
    }

    /**
     * A connection that is closed with bytes unread is reset, and the peer's system throws the answer away before the
     * peer has read it. So the rest is read and dropped, for a short while; then the connection serves on.
     */
    private void dropRestOfBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        long limit = vertx.setTimer(DROP_MILLIS_MAX, late -> endConnection(context));
        request.handler(dropped -> {}).resume();
        request.end().onComplete(ended -> vertx.cancelTimer(limit));
    }

    private static void endConnection(RoutingContext context) {
        context.request().connection().close().onFailure(gone -> {});
    }
}
