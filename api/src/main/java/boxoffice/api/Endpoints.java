package boxoffice.api;

import boxoffice.api.development.DevelopmentIdentity;
import boxoffice.api.development.IssueDevelopmentToken;
import boxoffice.api.development.ListDevelopmentKeys;
import boxoffice.api.http.Bindings;
import boxoffice.api.http.Contract;
import boxoffice.api.http.Endpoint;
import boxoffice.api.identity.Turnstile;
import boxoffice.api.live.StreamOpening;
import boxoffice.api.live.Viewers;
import boxoffice.api.management.Lifecycle;
import boxoffice.api.management.ReportLive;
import boxoffice.api.management.ReportMetrics;
import boxoffice.api.management.ReportReady;
import boxoffice.api.member.Challenged;
import boxoffice.api.member.ClaimAnswers;
import boxoffice.api.member.ClaimTicket;
import boxoffice.api.member.GiveBackTicket;
import boxoffice.api.member.ListOpenings;
import boxoffice.api.member.ListTicketKeys;
import boxoffice.api.member.ListTickets;
import boxoffice.api.member.OpeningPages;
import boxoffice.api.member.ReadContract;
import boxoffice.api.member.ShowCalendar;
import boxoffice.api.member.ShowOpening;
import boxoffice.api.member.ShowTicket;
import boxoffice.api.member.ShowTicketQr;
import boxoffice.api.operator.CreateOpening;
import boxoffice.api.operator.DeleteOpening;
import boxoffice.api.operator.ExportTickets;
import boxoffice.api.operator.FreezeOpening;
import boxoffice.api.operator.ListActs;
import boxoffice.api.operator.ListPlannedOpenings;
import boxoffice.api.operator.RedeemTicket;
import boxoffice.api.operator.ReplaceOpening;
import boxoffice.api.operator.ResumeOpening;
import boxoffice.api.operator.ShowPlannedOpening;
import boxoffice.api.scaling.Followed;
import boxoffice.api.scaling.ShowPreflight;
import boxoffice.api.scaling.ShowScaling;
import boxoffice.api.scaling.ShowScalingPlan;
import boxoffice.api.signing.SignedCodes;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.metrics.PrometheusText;
import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.opening.AuditLog;
import boxoffice.persistence.ticket.RecentWrites;
import boxoffice.persistence.ticket.Redemptions;
import boxoffice.persistence.ticket.TicketRegister;
import boxoffice.persistence.ticket.TicketReturns;
import boxoffice.persistence.ticket.Tickets;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every operation of the contract, put together. */
record Endpoints(
        Vertx vertx,
        Contract contract,
        Stores stores,
        Capacity capacity,
        Viewers viewers,
        @Nullable DevelopmentIdentity issuer,
        SignedCodes codes,
        @Nullable Turnstile turnstile,
        Lifecycle lifecycle,
        PrometheusText prometheus) {

    /** Bound to the contract's operations; on a ledger and meters of its own where the crowd is only rehearsed. */
    Bindings bound(ClaimLedger ledger, Meters meters) {
        return Bindings.of(contract, on(ledger, meters));
    }

    /** The same without a challenge, for a crowd of our own. */
    Endpoints unchallenged() {
        return new Endpoints(vertx, contract, stores, capacity, viewers, issuer, codes, null, lifecycle, prometheus);
    }

    private Endpoint claim(ClaimLedger ledger, RecentWrites recent) {
        ClaimTicket claim = new ClaimTicket(ledger, new ClaimAnswers(recent));
        return turnstile == null ? claim : new Challenged(claim, turnstile);
    }

    private List<Endpoint> on(ClaimLedger ledger, Meters meters) {
        RecentWrites recent = new RecentWrites();
        Tickets tickets = new Tickets(stores.reader(), recent);
        OpeningPages pages = new OpeningPages();
        Counter returned = meters.counter(Catalogue.TICKETS_RETURNED);
        return List.of(
                claim(ledger, recent),
                new ListOpenings(stores.board(), pages),
                new ShowOpening(stores.board(), pages),
                new StreamOpening(stores.board(), viewers),
                new ListTickets(tickets),
                new ShowTicket(tickets),
                new ShowTicketQr(vertx, tickets, codes),
                new ListTicketKeys(codes),
                new ShowCalendar(stores.board()),
                new RedeemTicket(vertx, new Redemptions(stores.writer()), codes),
                new ExportTickets(stores.board(), new TicketRegister(stores.reader())),
                new GiveBackTicket(
                        new TicketReturns(
                                stores.writer(),
                                recent,
                                opening -> ledger.changed(vertx, opening),
                                () -> ledger.settled(vertx)),
                        returned::increment),
                new ReadContract(contract),
                new ListPlannedOpenings(stores.board()),
                new Followed(new CreateOpening(stores.openings()), capacity.plan()::changed),
                new Followed(new ReplaceOpening(stores.openings()), capacity.plan()::changed),
                new Followed(new DeleteOpening(stores.openings()), capacity.plan()::changed),
                new FreezeOpening(stores.openings()),
                new ResumeOpening(stores.openings()),
                new ShowPlannedOpening(stores.board()),
                new ListActs(new AuditLog(stores.reader()), stores.board()),
                new ShowScaling(capacity.plan()),
                new ShowScalingPlan(stores.board(), capacity.plan(), Clock.systemUTC()),
                new ShowPreflight(stores.board(), capacity.preflights(), Clock.systemUTC()),
                new IssueDevelopmentToken(issuer),
                new ListDevelopmentKeys(issuer),
                new ReportLive(),
                new ReportReady(lifecycle),
                new ReportMetrics(vertx, prometheus));
    }
}
