package boxoffice.api.identity;

import boxoffice.domain.ticket.MemberId;
import java.util.Set;

/** Who asks: a member, and what else the token allows. */
public record Principal(MemberId member, Set<String> roles) {

    public Principal {
        roles = Set.copyOf(roles);
    }
}
