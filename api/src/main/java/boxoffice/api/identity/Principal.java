package boxoffice.api.identity;

import boxoffice.domain.ticket.MemberId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: a member, and what else the token allows.
 *
 * @param email where the token says that the member can be reached; null where it says nothing that a mail can be sent
 *     to
 */
public record Principal(
        MemberId member, Set<String> roles, @Nullable String email) {

    public Principal {
        roles = Set.copyOf(roles);
    }

    public Principal(MemberId member, Set<String> roles) {
        this(member, roles, null);
    }
}
