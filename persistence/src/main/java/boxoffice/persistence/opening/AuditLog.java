package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.AuditEntry.Act;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What was done to openings, by whom and when. Written by {@link Openings}, in the transaction that does it; read from
 * a reader. Nothing in it is ever changed, and it outlives its opening. Safe from any thread.
 */
public final class AuditLog {

    /** More than an opening ever gathers; the newest are shown. */
    public static final int SHOWN_MAX = 200;

    private final ReaderPool reader;

    public AuditLog(ReaderPool reader) {
        this.reader = reader;
    }

    /** What was done to the opening, the newest first; empty where nothing was, or there never was such an opening. */
    public Future<List<AuditEntry>> latest(OpeningId opening) {
        return reader.query(OpeningStatements.ACTS, Tuple.of(opening.value(), SHOWN_MAX))
                .map(rows -> {
                    List<AuditEntry> entries = new ArrayList<>(rows.size());
                    rows.forEach(row -> entries.add(entry(row)));
                    return entries;
                });
    }

    /** The last statement of an act's transaction: no act is kept of which there is no entry. */
    static Future<Void> write(WriterSession session, OpeningId opening, Actor actor, Act act, JsonObject detail) {
        return session.change(
                OpeningStatements.REMEMBER_ACT,
                Tuple.of(opening.value(), actor.name(), act.name(), detail.encode()),
                1,
                "acts remembered");
    }

    static Future<Void> write(WriterSession session, Opening opening, Actor actor, Act act) {
        return write(session, opening.id(), actor, act, detail(opening));
    }

    /** The last statement of the transaction after which no row of the opening names a member. */
    public static Future<Void> forgotten(WriterSession session, OpeningId opening, long rows) {
        return write(session, opening, Actor.SERVICE, Act.FORGET, new JsonObject().put("rows", rows));
    }

    private static JsonObject detail(Opening opening) {
        JsonArray quotas = new JsonArray();
        opening.quotas()
                .forEach(quota ->
                        quotas.add(new JsonObject().put("name", quota.name()).put("size", quota.size())));
        return new JsonObject()
                .put("title", opening.title())
                .put("movie", opening.movie())
                .put("announcesAt", opening.window().announcesAt().toString())
                .put("opensAt", opening.window().opensAt().toString())
                .put("closesAt", opening.window().closesAt().toString())
                .put("quotas", quotas);
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getLocalDateTime(0).toInstant(ZoneOffset.UTC),
                new Actor(row.getString(1)),
                Act.valueOf(row.getString(2)),
                new JsonObject(row.getString(3)));
    }
}
