package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Header;
import boxoffice.api.http.Problem;
import boxoffice.api.http.Problem.BodyError;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.ticket.RecentWrites;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a member is told for each outcome of a claim: the one mapping to HTTP. */
public final class ClaimAnswers {

    static final Problem NO_SUCH_OPENING = Problem.notFound("there is no such opening, or it is not announced yet");

    private static final String SAFE_TO_REPEAT = "send the same request again, it never yields a second ticket";

    private record Spelled(Instant time, String text) {}

    private record Told(ClaimOutcome refusal, Answer answer) {}

    private final ClaimOutcome.Cases<Answer> cases;
    private volatile @Nullable Spelled lastTime;
    private volatile @Nullable Told lastRefusal; // a crowd asks for one opening
    private final Cache<ClaimOutcome, Answer> encoded = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(1_000)
            .executor(Runnable::run)
            .build();

    /** @param recent is told of each ticket, so that its member sees it at once */
    public ClaimAnswers(RecentWrites recent) {
        cases = new ClaimOutcome.Cases<>(
                granted -> ticket(201, recent, granted.ticket()),
                held -> held(recent, held.held()),
                soldOut -> encodedOnce(soldOut, ClaimAnswers::soldOut),
                notYetOpen -> encodedOnce(notYetOpen, ClaimAnswers::notYetOpen),
                closed -> encodedOnce(closed, ClaimAnswers::closed),
                frozen -> Answer.problem(frozen()),
                deferred -> Answer.problem(
                        later("busy", "Busy", "nothing was decided, nothing is lost: " + SAFE_TO_REPEAT)),
                undetermined -> Answer.problem(later(
                        "outcome-unknown",
                        "Outcome not known yet",
                        "you may have a ticket already: " + SAFE_TO_REPEAT)),
                nothing -> Answer.problem(NO_SUCH_OPENING),
                ClaimAnswers::noSuchQuota);
    }

    Answer of(ClaimOutcome outcome) {
        return outcome.match(cases);
    }

    private Answer held(RecentWrites recent, HeldTicket held) {
        Answer answer = ticket(200, recent, held.ticket());
        return held.redeemedAt().isEmpty()
                ? answer
                : new Answer(
                        answer.status(), answer.headers(), TicketJson.of(held).toBuffer());
    }

    private Answer ticket(int status, RecentWrites recent, Ticket ticket) {
        recent.got(ticket);
        String id = ticket.id().toString();
        return new Answer(
                status,
                List.of(Answer.JSON, new Header("Location", "/api/tickets/" + id)),
                TicketJson.encoded(id, ticket, spelled(ticket.claimedAt())));
    }

    /** A whole batch has one time. */
    private String spelled(Instant time) {
        Spelled last = lastTime;
        if (last == null || !last.time().equals(time)) {
            last = new Spelled(time, time.toString());
            lastTime = last;
        }
        return last.text();
    }

    /** One and the same refusal is told to a whole crowd; it is recognised as the same object, not as an equal one. */
    private <O extends ClaimOutcome> Answer encodedOnce(O refusal, Function<O, Answer> encoder) {
        Told last = lastRefusal;
        if (last == null || last.refusal() != refusal) {
            last = new Told(refusal, encoded.get(refusal, first -> encoder.apply(refusal)));
            lastRefusal = last;
        }
        return last.answer();
    }

    private static Answer soldOut(ClaimOutcome.SoldOut outcome) {
        return Answer.problem(new Problem(
                409,
                "sold-out",
                "Sold out",
                "all tickets of \"" + outcome.quota().name() + "\" are taken"));
    }

    private static Answer closed(ClaimOutcome.Closed outcome) {
        return Answer.problem(
                new Problem(410, "closed", "Closed", "tickets could be claimed until " + outcome.closesAt()));
    }

    private static Answer notYetOpen(ClaimOutcome.NotYetOpen outcome) {
        long millis = Duration.between(outcome.now(), outcome.opensAt()).toMillis();
        return Answer.problem(new Problem(
                        409, "not-open-yet", "Not open yet", "tickets can be claimed from " + outcome.opensAt() + " on")
                .retryAfter(Math.max(1, (millis + 999) / 1_000)));
    }

    /** Jittered, so that a crowd does not come back at the same instant. */
    private static Problem later(String name, String title, String detail) {
        return new Problem(503, name, title, detail)
                .retryAfter(ThreadLocalRandom.current().nextLong(1, 4));
    }

    /** A person resumes it, so there is no hurry. */
    private static Problem frozen() {
        return new Problem(
                        503,
                        "frozen",
                        "Paused by the operators",
                        "no ticket is given at present, and tickets that are held stay valid: " + SAFE_TO_REPEAT)
                .retryAfter(ThreadLocalRandom.current().nextLong(5, 11));
    }

    private static Answer noSuchQuota(ClaimOutcome.NoSuchQuota outcome) {
        String quotas = outcome.quotas().stream().map(ClaimAnswers::spelled).collect(Collectors.joining(", "));
        return Answer.problem(Problem.badBody(
                List.of(new BodyError("/quotaId", "must name one of the opening's quotas: " + quotas))));
    }

    private static String spelled(Quota quota) {
        return quota.id() + " (" + quota.name() + ")";
    }
}
