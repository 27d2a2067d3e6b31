package boxoffice.api.http;

import boxoffice.api.http.Bindings.Binding;
import boxoffice.api.identity.Principal;
import boxoffice.api.identity.Tokens;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Takes one operation's requests from the router to its endpoint and back: token, role, body, answer. */
final class OperationRoute {

    private final Binding binding;
    private final Tokens tokens;
    private final HttpObserver observer;

    OperationRoute(Binding binding, Tokens tokens, HttpObserver observer) {
        this.binding = binding;
        this.tokens = tokens;
        this.observer = observer;
    }

    void handle(RoutingContext context) {
        long start = System.nanoTime();
        observer.began();
        call(context)
                .compose(binding.endpoint()::answer)
                .recover(failure -> Future.succeededFuture(Answer.problem(Failures.problem(failure))))
                .map(answer -> Preconditions.apply(context.request(), answer))
                .onSuccess(answer -> {
                    observer.answered(binding.operation(), answer.status(), System.nanoTime() - start);
                    AnswerWriter.write(context, answer);
                });
    }

    private Future<Call> call(RoutingContext context) {
        ContractOperation operation = binding.operation();
        try {
            if (!operation.wantsToken()) {
                return Future.succeededFuture(call(context, null));
            }
            return tokens.principal(context.request().getHeader("Authorization"))
                    .map(principal -> call(context, allowed(principal)));
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private Principal allowed(Principal principal) {
        String role = binding.operation().role();
        if (role != null && !principal.roles().contains(role)) {
            throw new ProblemException(new Problem(
                    403,
                    "forbidden",
                    "Not allowed",
                    "this needs a token with the role " + role + " in its claim roles"));
        }
        return principal;
    }

    private Call call(RoutingContext context, @Nullable Principal caller) {
        JsonObject body = BodyReader.read(
                binding.operation().body(),
                context.request().getHeader("Content-Type"),
                context.body() == null ? null : context.body().buffer());
        return new Call(context.pathParams(), caller, body);
    }
}
