package boxoffice.api.identity;

import java.net.URI;

/**
 * How the pages get a token from the platform's provider: authorization code with PKCE (RFC 7636), in the browser, so
 * that there is no secret.
 *
 * @param authorize where a person signs in
 * @param token where a code becomes a token; must allow the pages' origin (CORS)
 */
public record SignInSettings(URI authorize, URI token, String clientId, String scope) {

    public static final String SCOPE_DEFAULT = "openid";
}
