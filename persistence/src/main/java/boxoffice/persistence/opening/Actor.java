package boxoffice.persistence.opening;

import boxoffice.domain.ticket.MemberId;

/** Who has done something to an opening: the subject of an operator's token, or the service itself. */
public record Actor(String name) {

    /** No token has such a subject: those have no blank at their ends. */
    public static final Actor SERVICE = new Actor(" the service");

    public static Actor operator(MemberId subject) {
        return new Actor(subject.value());
    }
}
