package boxoffice.persistence.notice;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.Window;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What is to be told of openings, planned in the transaction that creates, changes or removes one: it is planned when
 * that is committed, and never otherwise. Planned again it stays one notice. Safe from any thread.
 *
 * @param reminder how long before it opens members are reminded
 */
public record Notices(Duration reminder) {

    public static final Duration REMINDER_DEFAULT = Duration.ofMinutes(30);

    private static final long ONCE = 0;

    public Future<Void> created(WriterSession session, Opening opening) {
        return plan(session, opening);
    }

    /** What nobody has been told yet is planned anew; who knew of the old time is told of the new one. */
    public Future<Void> changed(WriterSession session, Opening before, Opening now, Instant at) {
        boolean isMoved = !now.window().opensAt().equals(before.window().opensAt());
        boolean isKnown = before.window().isAnnouncedAt(at);
        return session.run(NoticeStatements.FORGET_PLANNED, Tuple.of(now.id().value()))
                .compose(forgotten -> plan(session, now))
                .compose(planned -> isMoved && isKnown
                        ? write(
                                session,
                                now,
                                Kind.POSTPONED,
                                now.revision(),
                                at,
                                now.window().opensAt())
                        : Future.succeededFuture());
    }

    public Future<Void> withdrawn(WriterSession session, Opening opening, Instant at) {
        boolean isMissed =
                opening.window().isAnnouncedAt(at) && !opening.window().hasClosedAt(at);
        return session.run(
                        NoticeStatements.FORGET_PLANNED, Tuple.of(opening.id().value()))
                .compose(forgotten -> isMissed
                        ? write(
                                session,
                                opening,
                                Kind.CANCELLED,
                                ONCE,
                                at,
                                opening.window().closesAt())
                        : Future.succeededFuture());
    }

    /** A reminder comes once for each time that it was to open; none where the announcement itself comes so late. */
    private Future<Void> plan(WriterSession session, Opening opening) {
        Window window = opening.window();
        Instant remindsAt = window.opensAt().minus(reminder);
        return write(session, opening, Kind.ANNOUNCEMENT, ONCE, window.announcesAt(), window.closesAt())
                .compose(announced -> remindsAt.isAfter(window.announcesAt())
                        ? write(session, opening, Kind.REMINDER, micros(window.opensAt()), remindsAt, window.opensAt())
                        : Future.succeededFuture());
    }

    /** What would be over when it is due is left out; so is a reminder whose time has passed already. */
    private static Future<Void> write(
            WriterSession session, Opening opening, Kind kind, long occasion, Instant due, Instant ends) {
        Instant ahead = kind == Kind.REMINDER ? due : ends;
        return session.run(
                        NoticeStatements.PLAN,
                        Tuple.of(
                                        opening.id().value(),
                                        kind.name(),
                                        occasion,
                                        utc(due),
                                        utc(ends),
                                        content(opening).encode())
                                .addValue(utc(ahead)))
                .mapEmpty();
    }

    private static JsonObject content(Opening opening) {
        JsonObject content = new JsonObject()
                .put("title", opening.title())
                .put("movie", opening.movie())
                .put("opensAt", opening.window().opensAt().toString())
                .put("closesAt", opening.window().closesAt().toString())
                .put("tickets", opening.quotas().stream().mapToInt(Quota::size).sum());
        opening.movedFrom().ifPresent(from -> content.put("movedFrom", from.toString()));
        return content;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
