package boxoffice.api.http;

import boxoffice.api.http.Bindings.Binding;
import boxoffice.api.identity.Principal;
import boxoffice.api.identity.Tokens;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one operation's requests to its endpoint and back: token, role, body, answer. Confined to one event loop. */
final class OperationRoute {

    private final Binding binding;
    private final Tokens tokens;
    private final HttpObserver observer;
    private final HttpObserver.OfOperation answers;
    private final KnownBodies bodies;

    OperationRoute(Binding binding, Tokens tokens, HttpObserver observer) {
        this.binding = binding;
        this.tokens = tokens;
        this.observer = observer;
        this.answers = observer.of(binding.operation());
        this.bodies = new KnownBodies(binding.operation().body());
    }

    boolean takesBody() {
        return binding.operation().body() != null;
    }

    /**
     * Answers one request.
     *
     * @param body empty or null where none was sent
     * @param start when its time begins to count, by {@link System#nanoTime()}
     * @param answered run once, when nothing is left to do
     */
    void handle(
            HttpServerRequest request, Map<String, String> path, @Nullable Buffer body, long start, Runnable answered) {
        observer.began();
        answer(request, path, body).onComplete(result -> {
            Answer answer = result.succeeded()
                    ? Preconditions.apply(request, result.result())
                    : Answer.problem(Failures.problem(result.cause()));
            answers.answered(answer.status(), System.nanoTime() - start);
            AnswerWriter.write(request.response(), answer);
            answered.run();
        });
    }

    /** Answers for who took too long: the client with its body, or the endpoint, where the work may be on its way. */
    void tooLate(HttpServerRequest request) {
        if (!request.isEnded()) {
            AnswerWriter.writeLast(request, HttpProblems.TOO_SLOW);
            return;
        }
        boolean reads = binding.operation().method().equals(HttpMethod.GET);
        AnswerWriter.write(
                request.response(), Answer.problem(reads ? HttpProblems.ofStatus(503) : Failures.outcomeUnknown()));
    }

    private Future<Answer> answer(HttpServerRequest request, Map<String, String> path, @Nullable Buffer body) {
        try {
            if (!binding.operation().wantsToken()) {
                return endpoint(request, path, body, null);
            }
            String authorization = request.getHeader("Authorization");
            Principal known = tokens.known(authorization);
            return known != null
                    ? endpoint(request, path, body, known)
                    : tokens.principal(authorization).compose(principal -> endpoint(request, path, body, principal));
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private Future<Answer> endpoint(
            HttpServerRequest request, Map<String, String> path, @Nullable Buffer body, @Nullable Principal caller) {
        if (caller != null) {
            checkRole(caller);
        }
        JsonObject valid = bodies.read(request.getHeader("Content-Type"), body);
        Map<String, String> query = QueryParameter.read(binding.operation().query(), request);
        return binding.endpoint().answer(new Call(path, query, caller, valid));
    }

    private void checkRole(Principal principal) {
        String role = binding.operation().role();
        if (role != null && !principal.roles().contains(role)) {
            throw new ProblemException(new Problem(
                    403,
                    "forbidden",
                    "Not allowed",
                    "this needs a token with the role " + role + " in its claim roles"));
        }
    }
}
