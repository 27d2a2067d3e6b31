package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.identity.SignInSettings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How the pages get a token. */
public final class ShowSignIn implements Endpoint {

    private final JsonObject way;

    /**
     * @param provider null where the pages have no sign-in of the platform
     * @param development whether this service gives tokens itself
     */
    public ShowSignIn(@Nullable SignInSettings provider, boolean development) {
        way = provider == null
                ? new JsonObject().put("way", development ? "development" : "elsewhere")
                : new JsonObject()
                        .put("way", "platform")
                        .put("authorizeUri", provider.authorize().toString())
                        .put("tokenUri", provider.token().toString())
                        .put("clientId", provider.clientId())
                        .put("scope", provider.scope());
    }

    @Override
    public String operationId() {
        return "showSignIn";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return Future.succeededFuture(Answer.json(200, way));
    }
}
