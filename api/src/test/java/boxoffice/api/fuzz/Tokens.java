package boxoffice.api.fuzz;

import boxoffice.api.testing.IdentityProvider;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Headers that say who asks: good ones and others.
 *
 * @param members who may claim
 * @param admins who may run openings
 * @param staff who may let others in
 * @param bad whom nobody lets in
 */
record Tokens(List<String> members, List<String> admins, List<String> staff, List<String> bad) {

    private static final int MEMBERS = 150;

    /** Different ones for each worker. */
    static Tokens of(int worker) {
        IdentityProvider provider = IdentityProvider.shared();
        List<String> members = IntStream.range(0, MEMBERS)
                .mapToObj(i -> "Bearer " + provider.token("fuzz-" + worker + "-" + i))
                .toList();
        JsonObject later = IdentityProvider.claims("fuzz", Instant.now().plusSeconds(3_000));
        return new Tokens(
                members,
                List.of("Bearer " + provider.token("fuzz-admin", "admin")),
                List.of("Bearer " + provider.token("fuzz-staff", "staff")),
                List.of(
                        "",
                        "Bearer",
                        "Bearer ",
                        "Bearer a.b.c",
                        "Bearer " + "x".repeat(3_000),
                        "Basic Zm86YmFy",
                        "bearer\t" + provider.token("fuzz-tab"),
                        "Bearer " + provider.expiredToken("fuzz"),
                        "Bearer " + provider.unsignedToken("fuzz", "admin"),
                        "Bearer " + provider.tokenSignedByAStranger("fuzz", "admin"),
                        "Bearer " + provider.tokenSignedWithThePublicKey(later),
                        "Bearer " + provider.tokenWith(later.copy().put("sub", 7)),
                        "Bearer " + provider.tokenWith(later.copy().put("exp", "tomorrow")),
                        "Bearer " + provider.tokenWith(later.copy().put("exp", -1)),
                        "Bearer " + provider.tokenWith(later.copy().put("nbf", new JsonObject())),
                        "Bearer " + provider.token("fuzz").replaceFirst("\\.", ".."),
                        "Bearer " + provider.token("fuzz") + "=",
                        "Bearer \u00e9\u00ff"));
    }

    /** Most often one that the operation lets in. */
    String fitting(Operation operation, Dice dice) {
        if (dice.oneIn(8)) {
            return dice.one(bad);
        }
        if (dice.oneIn(8) || operation.role() == null) {
            return dice.one(members);
        }
        return operation.role().equals("admin") ? dice.one(admins) : dice.one(staff);
    }
}
