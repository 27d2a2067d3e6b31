package boxoffice.api;

import boxoffice.api.announcing.Announcer;
import boxoffice.api.announcing.ShowSubscription;
import boxoffice.api.announcing.Subscribe;
import boxoffice.api.announcing.Unsubscribe;
import boxoffice.api.configuration.Settings;
import boxoffice.api.configuration.Settings.Telling;
import boxoffice.api.http.Endpoint;
import boxoffice.persistence.notice.Outbox;
import boxoffice.persistence.notice.Subscriptions;
import io.vertx.core.Vertx;
import java.util.List;

/** Telling members of openings: who is told, and what tells them. */
record Announcing(Subscriptions subscriptions, Announcer announcer, boolean mails) {

    /** Nobody is told before {@link Announcer#start}. */
    static Announcing open(Vertx vertx, Settings settings, Stores stores, StopOrder stops) {
        Telling telling = settings.telling();
        Announcer announcer =
                Announcer.of(vertx, new Outbox(stores.aside()), telling.mail(), telling.topic(), settings.publicUrl());
        stops.add(announcer::stop);
        return new Announcing(new Subscriptions(stores.aside(), stores.reader()), announcer, telling.mail() != null);
    }

    List<Endpoint> endpoints() {
        return List.of(
                new ShowSubscription(subscriptions, mails),
                new Subscribe(subscriptions, mails),
                new Unsubscribe(subscriptions));
    }
}
