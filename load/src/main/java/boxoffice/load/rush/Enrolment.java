package boxoffice.load.rush;

import boxoffice.load.client.Connection;
import boxoffice.load.client.Dialler;
import boxoffice.load.plan.Act;
import boxoffice.load.plan.Arrival;
import boxoffice.load.plan.ArrivalPlan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Gives every member a name, a token and open connections, before anything counts. */
final class Enrolment {

    private static final int AT_ONCE = 100;

    private final RushSettings settings;
    private final Dialler dialler;
    private final Set<Integer> doubleClickers;
    private final IntConsumer progress;
    private int enrolled;

    Enrolment(RushSettings settings, Dialler dialler, ArrivalPlan plan, IntConsumer progress) {
        this.settings = settings;
        this.dialler = dialler;
        this.progress = progress;
        this.doubleClickers = plan.arrivals().stream()
                .filter(arrival -> arrival.act() == Act.CLAIM_AGAIN)
                .map(Arrival::member)
                .collect(Collectors.toSet());
    }

    /** All members, by their index. */
    Future<List<Member>> enrol() {
        return Paced.run(settings.crowd().members(), AT_ONCE, this::one).map(members -> members.stream()
                .sorted(Comparator.comparingInt(Indexed::index))
                .map(Indexed::member)
                .toList());
    }

    /** A development token of a member with these roles. */
    Future<String> developmentToken(Connection connection, String member, String... roles) {
        JsonObject body = new JsonObject().put("member", member);
        if (roles.length > 0) {
            body.put("roles", List.of(roles));
        }
        return connection
                .send(dialler.requests().post("/api/dev/tokens", "", body.encode()))
                .map(answer -> {
                    if (answer.status() == 404) {
                        throw new CannotRun("this service gives no development tokens: --tokens and --admin-token");
                    }
                    return answer.json(201).getString("token");
                });
    }

    private Future<Indexed> one(int index) {
        Connection first = dialler.connection();
        Connection second = dialler.connection();
        return first.open()
                .compose(open -> doubleClickers.contains(index) ? second.open() : Future.succeededFuture())
                .compose(open -> identity(index, first))
                .map(identity -> {
                    progress.accept(++enrolled);
                    return new Indexed(index, new Member(identity.member(), identity.token(), first, second));
                });
    }

    private Future<RushSettings.MemberToken> identity(int index, Connection connection) {
        if (!settings.tokens().isEmpty()) {
            return Future.succeededFuture(settings.tokens().get(index));
        }
        String name = "member-" + index;
        return developmentToken(connection, name).map(token -> new RushSettings.MemberToken(name, token));
    }

    private record Indexed(int index, Member member) {}
}
