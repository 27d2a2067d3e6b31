package boxoffice.api.operator;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Call;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.Problem;
import boxoffice.api.http.ProblemException;
import boxoffice.api.member.TicketJson;
import boxoffice.api.signing.SignedCodes;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.persistence.ticket.Redemption;
import boxoffice.persistence.ticket.Redemption.Redeemed;
import boxoffice.persistence.ticket.Redemption.RedeemedBefore;
import boxoffice.persistence.ticket.Redemptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Lets the holder of a code in, once. */
public final class RedeemTicket implements Endpoint {

    private static final Problem WRONG_SIGNATURE = new Problem(
            400,
            "wrong-signature",
            "Not signed by us",
            "the text is not one that this service has signed: type the code that is below the picture");

    private final Vertx vertx;
    private final Redemptions redemptions;
    private final SignedCodes codes;

    public RedeemTicket(Vertx vertx, Redemptions redemptions, SignedCodes codes) {
        this.vertx = vertx;
        this.redemptions = redemptions;
        this.codes = codes;
    }

    @Override
    public String operationId() {
        return "redeemTicket";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String attempt = call.body().getString("attempt", UUID.randomUUID().toString());
        return code(call.body().getString("code"))
                .compose(code -> redemptions.redeem(code, call.principal().member(), attempt))
                .map(RedeemTicket::answer);
    }

    private Future<TicketCode> code(String said) {
        Future<String> bare = SignedCodes.isSigned(said.strip())
                ? vertx.executeBlocking(
                        () -> codes.code(said).orElseThrow(() -> new ProblemException(WRONG_SIGNATURE)), false)
                : Future.succeededFuture(said);
        return bare.map(typed -> new TicketCode(normal(typed)));
    }

    /** As people type it: in small letters, with O for 0 and I or L for 1, with spaces, without dashes. */
    static String normal(String typed) {
        String letters = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return letters.replaceAll("(.{4})(?=.)", "$1-");
    }

    private static Answer answer(Redemption redemption) {
        if (redemption instanceof Redeemed redeemed) {
            return Answer.json(200, TicketJson.of(redeemed.held()));
        } else if (redemption instanceof RedeemedBefore before) {
            throw new ProblemException(twin(before.held()));
        }
        throw new ProblemException(Problem.notFound("nobody holds a ticket with this code"));
    }

    private static Problem twin(HeldTicket held) {
        String first = held.redeemedAt().map(Instant::toString).orElseThrow();
        return new Problem(
                        409, "already-redeemed", "Already redeemed", "somebody was let in with this code at " + first)
                .with("Redeemed-At", first);
    }
}
